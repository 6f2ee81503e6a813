package io.registryauth.proxy.origin;

import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.RequestPath;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * An http or https URL under which others lie. Its text is their beginning, such as
 * {@code https://registry.example.com:8443/base}. Immutable.
 *
 * @param origin the scheme and host
 * @param path an unambiguous path without a slash at its end; empty for the root
 */
public record BaseUrl(Origin origin, String path) {
    /**
     * Reads a URL of a scheme, a host, and perhaps a port and a path; it may end with a slash.
     *
     * @throws IllegalArgumentException for any other text; its message follows the quoted text, as a setting's does
     */
    public static BaseUrl parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getReason(), e);
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException("does not begin with http:// or https://");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("has a user and password in it; upstream-credentials takes them");
        }
        Origin origin = Origin.of(url);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("has a query or a fragment; leave them out");
        }
        return new BaseUrl(origin, path(url.getRawPath()));
    }

    private static String path(String raw) {
        try {
            RequestPath.parse(raw.isEmpty() ? "/" : raw, "");
        } catch (BadRequestException e) {
            throw new IllegalArgumentException("has an ambiguous path; leave out //, . and ..", e);
        }
        return raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    @Override
    public String toString() {
        return origin + path;
    }
}
