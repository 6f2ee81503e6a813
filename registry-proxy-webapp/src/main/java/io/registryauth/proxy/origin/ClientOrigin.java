package io.registryauth.proxy.origin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a client really used: its scheme and host, and its own address, also behind a TLS terminator. Immutable.
 *
 * <p>Forwarded headers count only where the other end of the connection is a trusted proxy, and only where they are well
 * formed; otherwise what the container saw is the answer.
 */
public final class ClientOrigin {
    /** An IPv6 address in brackets with a port or without one, or an IPv4 address with a port. */
    private static final Pattern HOP =
            Pattern.compile("^(?:\\[([^\\]]*:[^\\]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5})$");

    /** Of an IPv6 address in brackets, with a port. */
    private static final int MAX_HOP = 64;

    private final @Nullable Origin publicOrigin;
    private final TrustedProxies trustedProxies;

    /**
     * Sets what to go by.
     *
     * @param publicOrigin the scheme and host that all clients use; null where they are to be found out for each request
     */
    public ClientOrigin(@Nullable Origin publicOrigin, TrustedProxies trustedProxies) {
        this.publicOrigin = publicOrigin;
        this.trustedProxies = trustedProxies;
    }

    /** The scheme and host that the client used, with HTTP/2 as with HTTP/1.1. */
    public Origin of(HttpServletRequest request) {
        if (publicOrigin != null) {
            return publicOrigin;
        }
        String seen = seenScheme(request);
        String scheme = seen;
        String authority = seenAuthority(request);
        if (trustedProxies.contains(request.getRemoteAddr())) {
            scheme = forwarded(request, "X-Forwarded-Proto", scheme, value -> Origin.parse(value, "host") != null);
            authority = forwarded(request, "X-Forwarded-Host", authority, value -> Origin.parse("http", value) != null);
        }
        Origin origin = Origin.parse(scheme, authority);
        return origin != null ? origin : local(request, seen);
    }

    /**
     * What the connection is, or what the container was told to take it for. In Jetty, the scheme of a request is what the
     * client says: in the target of HTTP/1.1, in a field of HTTP/2.
     */
    private static String seenScheme(HttpServletRequest request) {
        return request.getServletConnection().isSecure() || request.isSecure() ? "https" : "http";
    }

    /** The port comes from the scheme that the client named where it named none, and is no part of the authority then. */
    private static String seenAuthority(HttpServletRequest request) {
        Origin origin =
                Origin.parse(request.getScheme(), bracketed(request.getServerName()) + ":" + request.getServerPort());
        return origin == null ? "" : origin.authority();
    }

    /** For clients that name no host, as HTTP/1.0 allows, or one that cannot stand in a URL, or a scheme of no web. */
    private static Origin local(HttpServletRequest request, String scheme) {
        Origin origin = Origin.parse(scheme, local(request.getLocalAddr()) + ":" + request.getLocalPort());
        return origin != null ? origin : new Origin(scheme, "localhost");
    }

    /** There is none on a socket that is a file; the zone of an IPv6 address means nothing to others. */
    private static String local(@Nullable String address) {
        return address == null ? "" : bracketed(address).replaceFirst("%[^\\]]*", "");
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /**
     * What the proxy said that connected to this one, which stands last. Anything before that may be the client's: no header
     * tells which of its values were there when it came to the first trusted proxy.
     */
    private static String forwarded(
            HttpServletRequest request, String name, String otherwise, Predicate<String> valid) {
        String last = "";
        for (String header : Collections.list(request.getHeaders(name))) {
            last = header.substring(header.lastIndexOf(',') + 1).strip();
        }
        return valid.test(last) ? last : otherwise;
    }

    /**
     * The client's own address: the rightmost one in {@code X-Forwarded-For} that is not a trusted proxy's, as long as
     * only trusted proxies stand behind it; else the address at the other end of the connection.
     */
    public String address(HttpServletRequest request) {
        String client = request.getRemoteAddr();
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(client); i--) {
            String hop = withoutPort(hops.get(i).strip());
            if (AddressRange.bytes(hop) == null) {
                break;
            }
            client = hop;
        }
        return client;
    }

    /** Some load balancers add the port that their client had, and set IPv6 addresses in brackets. */
    private static String withoutPort(String hop) {
        return hop.length() > MAX_HOP ? hop : HOP.matcher(hop).replaceFirst("$1$2");
    }
}
