package io.registryauth.login;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that logins are turned away: when it begins, and then once a minute how many they were. Thread-safe. */
final class BusyLog {
    static final Duration REPEAT = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private final LongSupplier nanoTime;
    private boolean said;
    private long saidAt;
    private long count;

    BusyLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void turnedAway() {
        count++;
        long now = nanoTime.getAsLong();
        if (said && now - saidAt < REPEAT.toNanos()) {
            return;
        }
        log.atWarn()
                .addKeyValue("count", count)
                .addKeyValue("advice", "more logins come than can be verified; see hashing-permits and hashing-queue")
                .log("logins-turned-away");
        said = true;
        saidAt = now;
        count = 0;
    }
}
