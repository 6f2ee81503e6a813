package io.registryauth.proxy;

import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.RequestPath;
import io.registryauth.settings.Parsers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of the proxy's own settings are written. */
final class ProxyParsers {
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^\\[\\]:/\\s]+):(\\d{1,5})");

    private ProxyParsers() {}

    static URI upstream(String text) {
        URI url = httpUrl(text);
        try {
            RequestPath.parse(url.getRawPath().isEmpty() ? "/" : url.getRawPath(), "");
        } catch (BadRequestException e) {
            throw new IllegalArgumentException("has an ambiguous path; leave out //, . and ..", e);
        }
        return url;
    }

    static URI publicUrl(String text) {
        URI url = httpUrl(text);
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
            throw new IllegalArgumentException("has a path; a registry is always at the root of its host");
        }
        return url;
    }

    static TrustedProxies trustedProxies(String text) {
        return TrustedProxies.parse(Parsers.list(Parsers.line()).parse(text));
    }

    /** Takes a host and a port; the host is looked up where the server binds, not here. */
    static InetSocketAddress listen(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not HOST:PORT; write for example 127.0.0.1:8080 or [::1]:8080");
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port > 65535) {
            throw new IllegalArgumentException("has a port above 65535");
        }
        String host = matcher.group(1);
        return InetSocketAddress.createUnresolved(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    private static URI httpUrl(String text) {
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
        Origin.of(url); // says so where there is no usable host and port
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("has a query or a fragment; leave them out");
        }
        return url;
    }
}
