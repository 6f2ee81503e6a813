package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A request that two servers in a row might read in two ways.
 *
 * @param text its octets in Latin-1, where names in braces stand for what depends on who sends it: {@code {method}} and
 *     {@code {target}} of something that the sender may do, {@code {host}}, {@code {auth}}, {@code {hidden}} for a request
 *     that must stay a part of the body, {@code {len}} and {@code {hex}} for its length
 * @param outcomes what may become of it
 * @param body the only body with which it may arrive, with names in braces as well
 */
record AmbiguousRequest(String name, String text, Set<Outcome> outcomes, String body) {
    static final String PLAIN = "{method} {target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {auth}\r\n";

    /** What may become of a request. */
    enum Outcome {
        /** The client is told so, or finds its connection closed, and nothing arrives. */
        REFUSED,
        /** It arrives whole, framed in one way. */
        ARRIVED,
        /** The client is told so, or finds its connection closed; the beginning of it arrives, and never its end. */
        BROKEN_OFF
    }

    static AmbiguousRequest refused(String name, String text) {
        return new AmbiguousRequest(name, text, EnumSet.of(Outcome.REFUSED), "");
    }

    static AmbiguousRequest arrives(String name, String text, String body) {
        return new AmbiguousRequest(name, text, EnumSet.of(Outcome.ARRIVED), body);
    }

    /** Containers differ; if it arrives, then with that body. */
    static AmbiguousRequest refusedOrArrives(String name, String text, String body) {
        return new AmbiguousRequest(name, text, EnumSet.of(Outcome.REFUSED, Outcome.ARRIVED), body);
    }

    /** What is wrong with it is seen late; the beginning of its body may be on its way by then. */
    static AmbiguousRequest brokenOff(String name, String text, String body) {
        return new AmbiguousRequest(name, text, EnumSet.of(Outcome.REFUSED, Outcome.BROKEN_OFF), body);
    }

    /** The same of a body that containers read in different ways. */
    static AmbiguousRequest brokenOffOrArrives(String name, String text, String body) {
        return new AmbiguousRequest(name, text, EnumSet.allOf(Outcome.class), body);
    }

    /** A request that is plain but for these fields. */
    static String fields(String fields, String body) {
        return PLAIN + fields + "\r\n\r\n" + body;
    }

    /**
     * Somebody who sends it, and the names of all that belongs to it.
     *
     * @param id names the request in all paths
     */
    record Sender(String id, User user, String host) {
        boolean mayWrite() {
            return user.equals(User.WRITER);
        }

        String method() {
            return mayWrite() ? "PUT" : "GET";
        }

        String target() {
            return "/v2/team/" + id + "/manifests/latest";
        }

        String hiddenTarget() {
            return "/v2/hidden/" + id + "/manifests/latest";
        }

        String nextTarget() {
            return "/v2/next/" + id + "/tags/list";
        }

        /** What a client sends next on the same connection. */
        String next() {
            return fill("GET " + nextTarget() + " HTTP/1.1\r\nHost: {host}\r\nAuthorization: {auth}\r\n"
                    + "Connection: close\r\n\r\n");
        }

        String fill(String text) {
            String hidden = "DELETE " + hiddenTarget() + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: "
                    + user.authorization() + "\r\n\r\n";
            int length = hidden.getBytes(ISO_8859_1).length;
            return text.replace("{method}", method())
                    .replace("{target}", target())
                    .replace("{host}", host)
                    .replace("{auth}", user.authorization())
                    .replace("{hidden}", hidden)
                    .replace("{len}", String.valueOf(length))
                    .replace("{hex}", Integer.toHexString(length).toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
