package io.registryauth.registry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request to a registry, found unambiguous: every server reads the same parameters in it.
 *
 * @param forward the query as it may be sent on; empty where there is none
 * @param mount the digest of the blob that a push would rather mount than upload; null where there is none
 * @param from the repository to mount it from; null where there is none
 */
record RequestQuery(
        String forward, @Nullable String mount, @Nullable String from) {
    /** A registry's longest, the state of an upload to a name of 255 characters, has a quarter of this. */
    static final int MAX_LENGTH = 4096;

    private static final String WHERE = "query";

    /** What a query is made of (RFC 3986, section 3.4), without {@code ;}, which some servers take for {@code &}. */
    private static final Characters ALLOWED =
            Characters.of(Characters.LETTERS, Characters.DIGITS, "-._~!$&'()*+,=:@/?%");

    /** What parameters are named by. An encoded name would be another one to a server that does not decode it. */
    private static final Characters NAME = Characters.of(Characters.LETTERS, Characters.DIGITS, "-._");

    /** What the judgement depends on. A server that ignores case would read it where this does not. */
    private static final List<String> JUDGED = List.of("mount", "from", "digest");

    private static final RequestQuery NONE = new RequestQuery("", null, null);

    /**
     * Reads a query.
     *
     * @param query as {@code HttpServletRequest.getQueryString} answers it
     * @throws BadRequestException with status 400 when it is ambiguous or too long
     */
    static RequestQuery parse(@Nullable String query) throws BadRequestException {
        if (query == null || query.isEmpty()) {
            return NONE;
        }
        if (query.length() > MAX_LENGTH) {
            throw BadRequestException.badRequest("the query is longer than " + MAX_LENGTH + " characters");
        }
        int other = ALLOWED.indexOfOther(query);
        if (other >= 0) {
            throw BadRequestException.badRequest("the query has " + Characters.describe(query.charAt(other)));
        }
        String mount = null;
        String from = null;
        String digest = null;
        int start = 0;
        while (start < query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            if (end > start) {
                int equals = query.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = query.substring(start, nameEnd);
                checkName(name);
                String value = value(query.substring(Math.min(nameEnd + 1, end), end));
                switch (name) {
                    case "mount" -> mount = digest(name, once(name, mount, value));
                    case "digest" -> digest = digest(name, once(name, digest, value));
                    case "from" -> from = repository(name, once(name, from, value));
                    default -> {}
                }
            }
            start = end + 1;
        }
        // without a source a registry may mount from anywhere; without the mount the push becomes an upload
        return new RequestQuery(mount != null && from == null ? withoutMount(query) : query, mount, from);
    }

    /**
     * Checks the query of a path that is not a registry's: it is the application's own, but must stay within the request.
     *
     * @throws BadRequestException with status 400 when it has a control character or a space
     */
    static void checkPrintable(@Nullable String query) throws BadRequestException {
        for (int i = 0; query != null && i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                throw BadRequestException.badRequest("the query has " + Characters.describe(c));
            }
        }
    }

    /** A checked query without what would mount a blob from another repository. */
    static String withoutMount(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.startsWith("mount=") && !parameter.startsWith("from="))
                .collect(Collectors.joining("&"));
    }

    private static void checkName(String name) throws BadRequestException {
        if (name.isEmpty() || NAME.indexOfOther(name) >= 0) {
            throw BadRequestException.badRequest("the query has a parameter whose name is not plain");
        }
        for (String judged : JUDGED) {
            if (name.equalsIgnoreCase(judged) && !name.equals(judged)) {
                throw BadRequestException.badRequest("the query has " + judged + " in upper case");
            }
        }
    }

    private static String value(String text) throws BadRequestException {
        return PercentEncoding.decode(text.replace('+', ' '), "", WHERE);
    }

    private static String once(String name, @Nullable String before, String value) throws BadRequestException {
        if (before != null) {
            throw BadRequestException.badRequest("the query has " + name + " more than once");
        }
        return value;
    }

    private static String digest(String name, String value) throws BadRequestException {
        if (!Reference.isDigest(value)) {
            throw BadRequestException.badRequest("the query's " + name + " is not a digest");
        }
        return value;
    }

    private static String repository(String name, String value) throws BadRequestException {
        if (!RepositoryName.isValid(value)) {
            throw BadRequestException.badRequest("the query's " + name + " is not the name of a repository");
        }
        return value;
    }
}
