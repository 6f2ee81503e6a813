package io.registryauth.proxy.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** The header fields of a registry's response that a client may see. */
final class ResponseHeaders {
    /**
     * How many bytes of fields go on. Tomcat and Jetty send 8 KiB by default, no servlet API tells how many, and each fails in a
     * way of its own; the rest is for what they and other filters add.
     */
    static final int LIMIT = 7 * 1024;

    private ResponseHeaders() {}

    /** Whether every container can send them. */
    static boolean fit(Response from) {
        int size = 0;
        for (HttpField field : from.getHeaders()) {
            String value = field.getValue();
            size += field.getName().length() + (value == null ? 0 : value.length()) + ": \r\n".length();
        }
        return size <= LIMIT;
    }

    /** The length of the body; negative where there is none, or none is given. Containers understand that of a 204 in different ways. */
    static long length(Response from) {
        return from.getStatus() == 204 ? -1 : from.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    }

    /**
     * Copies them letter by letter, quotes and repeated fields too; only references that lead to the registry change, and the
     * length is left to those who write the body.
     */
    static void copy(Response from, HttpServletResponse to, UpstreamLocation location) {
        HopByHop hopByHop = hopByHop(from);
        Set<String> seen = new HashSet<>();
        for (HttpField field : from.getHeaders()) {
            String lowerName = field.getLowerCaseName();
            if (hopByHop.contains(lowerName) || field.getHeader() == HttpHeader.CONTENT_LENGTH) {
                continue;
            }
            String value = forClient(field, location);
            if (value == null) {
                continue;
            }
            // the first replaces what the container has set by itself, such as Date
            if (seen.add(lowerName)) {
                to.setHeader(field.getName(), value);
            } else {
                to.addHeader(field.getName(), value);
            }
        }
        if (from.getHeaders().contains(HttpHeader.TRAILER)) {
            to.setTrailerFields(() -> trailers(from, hopByHop));
        }
    }

    private static HopByHop hopByHop(Response response) {
        return new HopByHop(response.getHeaders().getFields(HttpHeader.CONNECTION).stream()
                .map(HttpField::getValue)
                .toList());
    }

    private static @Nullable String forClient(HttpField field, UpstreamLocation location) {
        String value = field.getValue() == null ? "" : field.getValue();
        if (field.getHeader() == HttpHeader.LOCATION) {
            return location.location(value);
        }
        return field.getHeader() == HttpHeader.LINK ? location.link(value) : value;
    }

    private static Map<String, String> trailers(Response from, HopByHop hopByHop) {
        Map<String, String> trailers = new LinkedHashMap<>();
        HttpFields fields = from.getTrailers();
        if (fields != null) {
            for (HttpField field : fields) {
                if (!hopByHop.contains(field.getName().toLowerCase(Locale.ROOT))) {
                    trailers.put(field.getName(), field.getValue());
                }
            }
        }
        return trailers;
    }
}
