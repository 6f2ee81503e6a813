package io.registryauth.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present failure of one file, and what the log says of it: when it begins, when its reason changes, again every
 * minute while it lasts, and when it is over. One thread at a time notes; any may ask.
 */
final class FailureLog {
    static final Duration REPEAT = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private final Path file;
    private final String name;
    private final InstantSource clock;
    private final LongSupplier ticker;

    private volatile @Nullable FileFailure present;
    private long loggedAt;

    FailureLog(Path file, String name, InstantSource clock, LongSupplier ticker) {
        this.file = file;
        this.name = name;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Nullable
    FileFailure present() {
        return present;
    }

    /** Notes that the file cannot be used, for the first time or again. */
    void failed(List<String> problems) {
        FileFailure before = present;
        FileFailure now = new FileFailure(name, before == null ? clock.instant() : before.since(), problems);
        present = now;
        long tick = ticker.getAsLong();
        if (now.equals(before) && tick - loggedAt < REPEAT.toNanos()) {
            return;
        }
        loggedAt = tick;
        log.atError()
                .addKeyValue("file", file)
                .addKeyValue("problem", String.join(" | ", now.problems()))
                .addKeyValue("since", now.since())
                .addKeyValue(
                        "advice", "what it held before stays in effect; once it is right again it is taken at once")
                .log("file-refused");
    }

    /** Notes that what stands in the file is in effect. */
    void recovered() {
        FileFailure before = present;
        if (before != null) {
            present = null;
            log.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("since", before.since())
                    .log("file-recovered");
        }
    }
}
