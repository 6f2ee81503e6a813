package io.registryauth.proxy.exchange;

import io.registryauth.proxy.origin.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The header fields of a client's request that the registry may see. */
final class RequestHeaders {
    /**
     * What a client must not tell the registry: who it is and where it comes from, which only the proxy knows; another
     * method or path than the one that was judged; and how the body is framed, which the proxy decides anew. The host is
     * the upstream's, and leave to send a body is given by the container.
     */
    private static final Set<String> WITHHELD = Set.of(
            "authorization",
            "content-length",
            "cookie",
            "expect",
            "forwarded",
            "front-end-https",
            "host",
            // a CGI program takes it for the address of a proxy of its own
            "proxy",
            "remote-user",
            "true-client-ip",
            "x-authenticated-user",
            "x-client-ip",
            "x-host",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-real-ip",
            "x-remote-user",
            "x-rewrite-url",
            "x-scheme",
            "x-webauth-user");

    private static final List<String> WITHHELD_PREFIXES = List.of("x-forwarded", "x-original-");

    private RequestHeaders() {}

    /** The fields of a request, without those that end here. */
    static HttpFields.Mutable forwardable(HttpServletRequest request) {
        HopByHop hopByHop = new HopByHop(Collections.list(request.getHeaders("Connection")));
        HttpFields.Mutable fields = HttpFields.build();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (isForwardable(name, hopByHop)) {
                Collections.list(request.getHeaders(name)).forEach(value -> fields.add(name, value));
            }
        }
        return fields;
    }

    /** The trailer fields that came after a body, without those that end here. */
    static HttpFields forwardableTrailers(Map<String, String> trailers, HopByHop hopByHop) {
        HttpFields.Mutable fields = HttpFields.build();
        trailers.forEach((name, value) -> {
            if (isForwardable(name, hopByHop)) {
                fields.add(name, value);
            }
        });
        return fields;
    }

    private static boolean isForwardable(String name, HopByHop hopByHop) {
        String lowerName = name.toLowerCase(Locale.ROOT);
        // many a server takes an underscore for a hyphen, and so one field for another
        return lowerName.indexOf('_') < 0
                && !WITHHELD.contains(lowerName)
                && WITHHELD_PREFIXES.stream().noneMatch(lowerName::startsWith)
                && !hopByHop.contains(lowerName);
    }

    /** Tells the registry what only the proxy knows: who the client is and which address it used. */
    static void addForwarded(HttpFields.Mutable fields, String clientAddress, Origin clientOrigin) {
        fields.put(HttpHeader.X_FORWARDED_FOR, clientAddress);
        fields.put(HttpHeader.X_FORWARDED_PROTO, clientOrigin.scheme());
        fields.put(HttpHeader.X_FORWARDED_HOST, clientOrigin.authority());
    }
}
