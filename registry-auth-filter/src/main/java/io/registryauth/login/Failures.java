package io.registryauth.login;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The failed logins of one source. Not thread-safe: {@link Throttle} guards it. */
final class Failures {
    /** How many wrong credentials are told apart. More of them count each time that they come, which harms only guessers. */
    private static final int TOLD_APART = 8;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final ThrottleLimits limits;
    private final Map<SecretDigest, Attempt> underWay = new HashMap<>(2);
    private final Deque<SecretDigest> wrong = new ArrayDeque<>(2);
    private int count;
    private long lastAttempt;
    private long notBefore;
    private int untold;
    private boolean told;

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
    Duration begin(SecretDigest credentials, long now) {
        Attempt shared = underWay.get(credentials);
        if (shared != null) {
            underWay.put(credentials, shared.with(1));
            return Duration.ZERO;
        }
        if (charged() > limits.free() && now - notBefore < 0) {
            untold++;
            return Duration.ofNanos(notBefore - now);
        }
        told = false; // whatever is refused next is refused for a delay that begins here
        long before = notBefore;
        lastAttempt = now;
        int charged = wrong.contains(credentials) ? charged() : charged() + 1;
        notBefore = now + delay(charged - limits.free());
        underWay.put(credentials, new Attempt(1, before, notBefore));
        return Duration.ZERO;
    }

    /** How many attempts were refused since this was answered last; zero for all but the first of one delay. */
    int tellOfRefusals() {
        if (told || untold == 0) {
            return 0;
        }
        int count = untold;
        untold = 0;
        told = true;
        return count;
    }

    void failed(SecretDigest credentials) {
        leave(credentials);
        if (!wrong.contains(credentials)) {
            count++;
            wrong.addLast(credentials);
            if (wrong.size() > TOLD_APART) {
                wrong.removeFirst();
            }
        }
    }

    void undecided(SecretDigest credentials) {
        Attempt ended = leave(credentials);
        if (ended != null && notBefore == ended.notBefore()) {
            notBefore = ended.notBeforeIt(); // it was no guess
        }
    }

    /** Whether there is nothing to remember. */
    boolean isBlank() {
        return count == 0 && underWay.isEmpty();
    }

    /** One of those who share the attempt leaves it; returns it when that was the last. */
    private @Nullable Attempt leave(SecretDigest credentials) {
        Attempt attempt = underWay.get(credentials);
        if (attempt == null) {
            return null;
        }
        if (attempt.sharers() > 1) {
            underWay.put(credentials, attempt.with(-1));
            return null;
        }
        underWay.remove(credentials);
        return attempt;
    }

    /**
     * An attempt that is under way.
     *
     * @param sharers how many requests wait for its outcome
     * @param notBeforeIt from when on attempts were allowed before it began
     * @param notBefore from when on they are since
     */
    private record Attempt(int sharers, long notBeforeIt, long notBefore) {
        Attempt with(int more) {
            return new Attempt(sharers + more, notBeforeIt, notBefore);
        }
    }

    private int charged() {
        int charged = count;
        for (SecretDigest credentials : underWay.keySet()) {
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
