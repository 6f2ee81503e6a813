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
    private final Authenticator authenticator;
    private final Cache<Digest, Authentication> verdicts;

    /**
     * Remembers nothing yet.
     *
     * @param authenticator answers the stamps
     * @param ttl how long a verdict holds; with zero, none is remembered
     * @param size how many verdicts are remembered at most
     */
    KnownCredentials(Authenticator authenticator, Duration ttl, int size, Ticker ticker) {
        this.authenticator = authenticator;
        this.verdicts = Caffeine.newBuilder()
                .expireAfterWrite(ttl)
                .maximumSize(size)
                .ticker(ticker)
                .executor(Runnable::run) // this cache has so little to do that other threads are not worth it
                .build();
    }

    /** Whose these credentials are; null where they are not known, or no longer. */
    @Nullable
    Identity find(String user, Digest credentials) {
        Authentication verdict = verdicts.getIfPresent(credentials);
        if (verdict == null) {
            return null;
        }
        if (authenticator.stamp(user).filter(verdict.stamp()::equals).isPresent()) {
            return verdict.identity();
        }
        verdicts.asMap().remove(credentials, verdict);
        return null;
    }

    void remember(Digest credentials, Authentication verdict) {
        verdicts.put(credentials, verdict);
    }
}
