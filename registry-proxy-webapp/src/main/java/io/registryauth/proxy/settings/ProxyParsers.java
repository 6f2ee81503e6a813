package io.registryauth.proxy.settings;

import io.registryauth.proxy.origin.BaseUrl;
import io.registryauth.proxy.origin.Origin;
import io.registryauth.proxy.origin.TrustedProxies;
import io.registryauth.settings.Parsers;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of the proxy's own settings are written. */
final class ProxyParsers {
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^\\[\\]:/\\s]+):(\\d{1,5})");

    private ProxyParsers() {}

    static Origin publicUrl(String text) {
        BaseUrl url = BaseUrl.parse(text);
        if (!url.path().isEmpty()) {
            throw new IllegalArgumentException("has a path; a registry is always at the root of its host");
        }
        return url.origin();
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
}
