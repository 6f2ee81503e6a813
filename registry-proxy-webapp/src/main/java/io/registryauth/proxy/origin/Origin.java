package io.registryauth.proxy.origin;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scheme and the authority of a URL, as RFC 6454 understands an origin. Immutable. Its text is the URL's beginning, such as
 * {@code https://registry.example.com:8443}.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority a host in lower case, IPv6 addresses in brackets, and a port unless it is the scheme's own
 */
public record Origin(String scheme, String authority) {
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?<host>[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])(:(?<port>[0-9]{1,5}))?");

    /**
     * Reads an origin from its parts.
     *
     * @return null when the scheme is neither http nor https, or the authority is not {@code host} or {@code host:port}
     */
    public static @Nullable Origin parse(String scheme, String authority) {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!(lowerScheme.equals("http") || lowerScheme.equals("https")) || !matcher.matches()) {
            return null;
        }
        String host = matcher.group("host").toLowerCase(Locale.ROOT);
        String port = matcher.group("port");
        if (port == null || Integer.parseInt(port) == defaultPort(lowerScheme)) {
            return new Origin(lowerScheme, host);
        }
        int number = Integer.parseInt(port);
        return number == 0 || number > 65535 ? null : new Origin(lowerScheme, host + ":" + number);
    }

    /** The origin of an absolute http or https URL. */
    static Origin of(URI url) {
        String authority = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        Origin origin = url.getScheme() == null || url.getHost() == null ? null : parse(url.getScheme(), authority);
        if (origin == null) {
            throw new IllegalArgumentException("is not an http or https URL with a host");
        }
        return origin;
    }

    /** Whether it is spoken to over TLS. */
    public boolean secure() {
        return scheme.equals("https");
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
