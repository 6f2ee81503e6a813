package io.registryauth.proxy.exchange;

import io.registryauth.proxy.origin.Origin;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns references in a registry's answer into ones that a client can follow. A pure function of its parts.
 *
 * <p>A reference leads to the registry when its authority is the upstream's or the one that the client used. The scheme is
 * not compared: a registry that does not know of a TLS terminator, on either side of this proxy, writes {@code http}.
 *
 * @param upstream where the registry is
 * @param basePath the path under which it lives there; empty where it lives at the root
 * @param target the path and query of the request, without the base path
 * @param client the scheme and host that the client used
 */
record UpstreamLocation(Origin upstream, String basePath, String target, Origin client) {
    private static final Pattern LINK_TARGET = Pattern.compile("<([^<>]*)>");

    /**
     * The {@code Location} that a client gets: an absolute URL under its own scheme and host when it leads to the
     * registry; anything else, such as a redirect to an object store, as it came. Null for what is no reference and has the
     * upstream's address in it, which is not for the client to know.
     */
    @Nullable
    String location(String value) {
        URI reference = uri(value);
        if (reference == null && namesUpstream(value)) {
            return null;
        }
        if (reference == null || reference.isOpaque()) {
            return value;
        }
        URI url = URI.create(upstream + basePath + target).resolve(reference);
        return leadsToRegistry(url) ? client + afterAuthority(url) : value;
    }

    /** The {@code Link} (RFC 8288) that a client gets; what was relative in it stays so. Null as for a location. */
    @Nullable
    String link(String value) {
        StringBuilder link = new StringBuilder();
        Matcher matcher = LINK_TARGET.matcher(value);
        while (matcher.find()) {
            String target = linkTarget(matcher.group(1));
            if (target == null) {
                return null;
            }
            matcher.appendReplacement(link, Matcher.quoteReplacement("<" + target + ">"));
        }
        return matcher.appendTail(link).toString();
    }

    private @Nullable String linkTarget(String value) {
        URI reference = uri(value);
        if (reference == null || reference.isAbsolute() || reference.getRawAuthority() != null) {
            return location(value);
        }
        return afterAuthority(reference);
    }

    private boolean namesUpstream(String value) {
        return value.toLowerCase(Locale.ROOT).contains(upstream.authority());
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean leadsToRegistry(URI url) {
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        Origin origin = Origin.parse(url.getScheme(), url.getHost() + port);
        return origin != null
                && (origin.authority().equals(upstream.authority())
                        || origin.authority().equals(client.authority()));
    }

    private String afterAuthority(URI url) {
        String path = url.getRawPath();
        if (path.equals(basePath) || path.startsWith(basePath + "/")) {
            path = path.substring(basePath.length());
        }
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
        return path + query + fragment;
    }
}
