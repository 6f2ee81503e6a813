package io.registryauth.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request that must not get through.
 *
 * @param name what the attack is
 * @param part what of the request is hostile
 * @param method the method as sent
 * @param target the request target as sent; each of its characters is one octet
 * @param headers the header fields as sent, beside {@code Host} and {@code Connection}
 * @param status what the filter answers where the container shows it the request as it was sent; containers that refuse
 *     the request themselves do so with this status too, in their own words
 * @param containerStatuses what else is answered where a container refuses the request in another way, or shows the
 *     filter another request
 * @param note which containers do so, and why; empty where none does
 */
public record HostileRequest(
        String name,
        Part part,
        String method,
        String target,
        List<Field> headers,
        int status,
        Set<Integer> containerStatuses,
        String note) {

    /** What of a request is hostile. */
    public enum Part {
        PATH,
        QUERY,
        METHOD,
        HEADERS,
        /** The {@code Authorization} fields, which are judged after everything else. */
        AUTHORIZATION
    }

    /** A header field as sent. */
    public record Field(String name, String value) {}

    public HostileRequest {
        headers = List.copyOf(headers);
        containerStatuses = Set.copyOf(containerStatuses);
    }

    static HostileRequest of(Part part, String name, String method, String target, int status, String... headers) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(new Field(headers[i], headers[i + 1]));
        }
        return new HostileRequest(name, part, method, target, fields, status, Set.of(), "");
    }

    HostileRequest orFromContainers(String why, Integer... statuses) {
        return new HostileRequest(name, part, method, target, headers, status, Set.of(statuses), why);
    }

    /** Whether a container with the filter may give this answer. */
    public boolean mayBeAnsweredWith(int answered) {
        return answered == status || containerStatuses.contains(answered);
    }

    /** The path of the target as sent. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The request as the octets of HTTP/1.1: without a body, or with an empty one where one is announced in chunks. */
    public byte[] http1() {
        boolean chunked = headers.stream().anyMatch(field -> field.name().equals("Transfer-Encoding"));
        StringBuilder text = new StringBuilder()
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\n")
                .append("Host: 127.0.0.1\r\n");
        headers.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        text.append("Connection: close\r\n\r\n").append(chunked ? "0\r\n\r\n" : "");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return part.name().toLowerCase(Locale.ROOT) + ": " + name;
    }
}
