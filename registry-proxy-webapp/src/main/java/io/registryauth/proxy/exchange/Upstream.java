package io.registryauth.proxy.exchange;

import io.registryauth.proxy.origin.BaseUrl;
import io.registryauth.proxy.origin.Origin;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The registry behind the proxy, and how to speak to it. Immutable.
 *
 * @param base the URL under which the registry lives
 * @param tls whom to trust over {@code https}; null for the certificate authorities that the system trusts. The host
 *     name is verified in any case
 * @param authorization the proxy's own {@code Authorization} header; null where the registry asks for none
 * @param connectTimeout how long one attempt to connect may take
 * @param idleTimeout how long an exchange may go without a byte in either direction
 * @param pool how much may be under way to it at once
 */
public record Upstream(
        BaseUrl base,
        @Nullable SSLContext tls,
        @Nullable String authorization,
        Duration connectTimeout,
        Duration idleTimeout,
        PoolLimits pool) {
    public Upstream {
        checkPositive("connect timeout", connectTimeout);
        checkPositive("idle timeout", idleTimeout);
    }

    /**
     * Makes the upstream of the settings, with what is in the files that they name.
     *
     * @param problems receives everything that is wrong
     * @return empty when something is
     */
    public static Optional<Upstream> of(Settings settings, Problems problems) {
        return UpstreamSettings.read(settings, problems);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("the " + what + " must be positive");
        }
    }

    /**
     * How long a request may be without a connection: until one of the pool is free, or else until a new one is made. Both
     * count, so that a long time to connect is not cut short, and a full pool holds nobody for ever.
     */
    Duration connectionTimeout() {
        return pool.queueTimeout().plus(connectTimeout);
    }

    /** The URL of a target, which is a path that begins with a slash, and perhaps a query. */
    String url(String target) {
        return base + target;
    }

    /** The path under which the registry lives, such as {@code /registry}; empty where it lives at the root. */
    String basePath() {
        return base.path();
    }

    Origin origin() {
        return base.origin();
    }

    boolean secure() {
        return origin().secure();
    }

    /** Everything but the authorization. */
    @Override
    public String toString() {
        return "Upstream[base=" + base + ", tls=" + (tls == null ? "system" : "given") + ", authorization="
                + (authorization == null ? "none" : "***") + ", connectTimeout=" + connectTimeout + ", idleTimeout="
                + idleTimeout + ", pool=" + pool + "]";
    }
}
