package io.registryauth.proxy.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The header fields that concern one connection only (RFC 9110, section 7.6.1), and end at the proxy. Immutable. */
final class HopByHop {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Set<String> nominated = new HashSet<>();

    /**
     * Reads what a message says of itself.
     *
     * @param connection the values of its {@code Connection} fields, which name more such fields
     */
    HopByHop(List<String> connection) {
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                nominated.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether a field ends here; its name is in lower case. */
    boolean contains(String name) {
        return ALWAYS.contains(name) || nominated.contains(name);
    }
}
