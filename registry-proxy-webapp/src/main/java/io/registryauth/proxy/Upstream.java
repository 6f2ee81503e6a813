package io.registryauth.proxy;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The registry behind the proxy, and how to speak to it. Immutable.
 *
 * @param base {@code http} or {@code https}, a host, and optionally a port and a path under which the registry lives;
 *     kept without a slash at its end
 * @param tls whom to trust over {@code https}; null for the certificate authorities that the system trusts. The host
 *     name is verified in any case
 * @param authorization the proxy's own {@code Authorization} header; null where the registry asks for none
 * @param connectTimeout how long one attempt to connect may take
 * @param idleTimeout how long an exchange may go without a byte in either direction
 */
record Upstream(
        URI base,
        @Nullable SSLContext tls,
        @Nullable String authorization,
        Duration connectTimeout,
        Duration idleTimeout) {
    Upstream {
        base = checked(base);
        checkPositive("connect timeout", connectTimeout);
        checkPositive("idle timeout", idleTimeout);
    }

    private static URI checked(URI base) {
        String scheme = base.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("is not an http or https URL");
        }
        if (base.getHost() == null) {
            throw new IllegalArgumentException("has no host name that a URL may hold");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("must be a scheme, a host, a port and a path alone");
        }
        String path = base.getRawPath().replaceFirst("/+$", "");
        if (!path.equals(base.normalize().getRawPath().replaceFirst("/+$", ""))) {
            throw new IllegalArgumentException("has an ambiguous path");
        }
        return URI.create(Origin.of(base) + path);
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("the " + what + " must be positive");
        }
    }

    /** The URL of a target, which is a path that begins with a slash, and perhaps a query. */
    String url(String target) {
        return base + target;
    }

    /** The path under which the registry lives, such as {@code /registry}; empty where it lives at the root. */
    String basePath() {
        return base.getRawPath();
    }

    Origin origin() {
        return Origin.of(base);
    }

    boolean secure() {
        return origin().scheme().equals("https");
    }

    /** Everything but the authorization. */
    @Override
    public String toString() {
        return "Upstream[base=" + base + ", tls=" + (tls == null ? "system" : "given") + ", authorization="
                + (authorization == null ? "none" : "***") + ", connectTimeout=" + connectTimeout + ", idleTimeout="
                + idleTimeout + "]";
    }
}
