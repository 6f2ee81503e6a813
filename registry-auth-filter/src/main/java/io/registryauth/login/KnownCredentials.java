package io.registryauth.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Identity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on genuine credentials that were verified a short while ago. A verdict holds for as long as its user's
 * stamp is the same, and a time to live at most. Passwords are known by their digests alone. Thread-safe.
 */
final class KnownCredentials {
    /** For so long after its time to live, who had a verdict does not count as a stranger. */
    static final Duration RENEWABLE = Duration.ofHours(1);

    private final Authenticator authenticator;
    private final Cache<SecretDigest, Verdict> verdicts;
    private final long ttlNanos;
    private final Ticker ticker;

    /**
     * Remembers nothing yet.
     *
     * @param authenticator answers the stamps
     * @param ttl how long a verdict holds; with zero, none is remembered
     * @param size how many verdicts are remembered at most
     */
    KnownCredentials(Authenticator authenticator, Duration ttl, int size, Ticker ticker) {
        this.authenticator = authenticator;
        this.ttlNanos = ttl.toNanos();
        this.ticker = ticker;
        this.verdicts = Caffeine.newBuilder()
                .expireAfterWrite(ttl.isZero() ? ttl : ttl.plus(RENEWABLE))
                .maximumSize(size)
                .ticker(ticker)
                .executor(Runnable::run) // this cache has so little to do that other threads are not worth it
                .build();
    }

    /** Whose these credentials are; null where they are not known, or no longer. */
    @Nullable
    Identity find(String user, SecretDigest credentials) {
        Verdict verdict = current(user, credentials);
        return verdict != null && ticker.read() - verdict.since() < ttlNanos
                ? verdict.authentication().identity()
                : null;
    }

    /** Whether these credentials were found genuine a while ago, and their user has not changed since. */
    boolean wasGenuine(String user, SecretDigest credentials) {
        return current(user, credentials) != null;
    }

    private @Nullable Verdict current(String user, SecretDigest credentials) {
        Verdict verdict = verdicts.getIfPresent(credentials);
        if (verdict == null) {
            return null;
        }
        if (authenticator
                .stamp(user)
                .filter(verdict.authentication().stamp()::equals)
                .isPresent()) {
            return verdict;
        }
        verdicts.asMap().remove(credentials, verdict);
        return null;
    }

    void remember(SecretDigest credentials, Authentication authentication) {
        verdicts.put(credentials, new Verdict(authentication, ticker.read()));
    }

    private record Verdict(Authentication authentication, long since) {}
}
