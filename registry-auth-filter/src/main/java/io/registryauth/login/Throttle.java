package io.registryauth.login;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who sends one wrong credential after the other. It counts for each source, a pair of client address and user,
 * so that nobody delays another's login from elsewhere. Of too many sources, the least recently seen is forgotten first.
 * Thread-safe; only requests whose credentials are not known come here.
 */
final class Throttle {
    /** A source starts afresh after this long without an attempt, or after twice the longest delay if that is longer. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(15);

    private final ThrottleLimits limits;
    private final LongSupplier nanoTime;
    private final long forgetAfter;
    private final Map<SecretDigest, Failures> sources;

    Throttle(ThrottleLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.forgetAfter = Math.max(
                FORGET_AFTER.toNanos(), limits.maxDelay().multipliedBy(2).toNanos());
        this.sources = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SecretDigest, Failures> eldest) {
                return size() > limits.entries();
            }
        };
    }

    /**
     * Asks for an attempt, which {@link #succeeded}, {@link #failed} or {@link #undecided} ends.
     *
     * @return zero when it may be made, else how long to wait before the next may
     */
    synchronized Duration begin(SecretDigest source, SecretDigest credentials) {
        long now = nanoTime.getAsLong();
        Failures known = sources.get(source);
        if (known == null || now - known.lastAttempt() > forgetAfter) {
            known = new Failures(limits);
            sources.put(source, known);
        }
        return known.begin(credentials, now);
    }

    /**
     * How many attempts were refused that nobody was told of, once for each delay: a guesser who does not wait would
     * otherwise have as many lines in the log as requests.
     *
     * @return zero when this delay was told of
     */
    synchronized int tellOfRefusals(SecretDigest source) {
        Failures known = sources.get(source);
        return known == null ? 0 : known.tellOfRefusals();
    }

    /** The credentials were genuine: the source begins anew. */
    synchronized void succeeded(SecretDigest source) {
        sources.remove(source);
    }

    /** The credentials were wrong. */
    synchronized void failed(SecretDigest source, SecretDigest credentials) {
        Failures known = sources.get(source);
        if (known != null) {
            known.failed(credentials);
        }
    }

    /** It could not be told whether the credentials are genuine. */
    synchronized void undecided(SecretDigest source, SecretDigest credentials) {
        Failures known = sources.get(source);
        if (known != null) {
            known.undecided(credentials);
            if (known.isBlank()) {
                // what cost nothing must not have others forgotten
                sources.remove(source);
            }
        }
    }
}
