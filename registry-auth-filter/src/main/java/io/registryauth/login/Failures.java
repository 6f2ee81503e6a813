package io.registryauth.login;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The failed logins of one source. Not thread-safe: {@link Throttle} guards it. */
final class Failures {
    /** How many wrong credentials are told apart. More of them count each time that they come, which harms only guessers. */
    private static final int TOLD_APART = 8;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final ThrottleLimits limits;
    private final Set<Digest> underWay = new HashSet<>(2);
    private final Deque<Digest> wrong = new ArrayDeque<>(2);
    private int count;
    private long lastAttempt;
    private long notBefore;

    Failures(ThrottleLimits limits) {
        this.limits = limits;
    }

    /** When the last attempt was made, in the nanoseconds that {@link #begin} was given. */
    long lastAttempt() {
        return lastAttempt;
    }

    /**
     * Begins an attempt. Those under way count as failed until they end otherwise, so that many at once gain nothing.
     *
     * @return zero, or how long to wait
     */
    Duration begin(Digest credentials, long now) {
        if (underWay.contains(credentials)) {
            return Duration.ZERO; // it shares the outcome of the one that is
        }
        if (charged() > limits.free() && now - notBefore < 0) {
            return Duration.ofNanos(notBefore - now);
        }
        underWay.add(credentials);
        lastAttempt = now;
        notBefore = now + delay(charged() - limits.free());
        return Duration.ZERO;
    }

    void failed(Digest credentials) {
        underWay.remove(credentials);
        if (!wrong.contains(credentials)) {
            count++;
            wrong.addLast(credentials);
            if (wrong.size() > TOLD_APART) {
                wrong.removeFirst();
            }
        }
    }

    void undecided(Digest credentials) {
        underWay.remove(credentials);
    }

    private int charged() {
        int charged = count;
        for (Digest credentials : underWay) {
            if (!wrong.contains(credentials)) {
                charged++;
            }
        }
        return charged;
    }

    /** Twice as long for each mistake beyond those that are free. */
    private long delay(int beyond) {
        if (beyond <= 0) {
            return 0;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(beyond - 1, Integer.SIZE - 2));
        return (delay.compareTo(limits.maxDelay()) < 0 ? delay : limits.maxDelay()).toNanos();
    }
}
