package io.registryauth.registry;

import java.util.List;

/**
 * The path of a request within the application, found unambiguous: every server on the way to the resource reads it as
 * the same sequence of segments. There are two profiles. Where the first segment is {@code v1}, {@code v2} or
 * {@code _ping}, the path is the registry's and consists of plain characters alone. Any other path may be
 * percent-encoded as long as that hides no structure.
 *
 * @param raw the path as sent, without the context path
 * @param decoded the path with its percent-encoding decoded once as UTF-8; the raw one for a registry's path
 * @param registry whether the path is the registry's
 */
public record RequestPath(String raw, String decoded, boolean registry) {
    /** A registry's longest paths, around a name of 255 characters, have less than a fifth of this. */
    static final int MAX_LENGTH = 4096;

    private static final String WHERE = "path";

    private static final List<String> REGISTRY = List.of("/v2", "/v1", "/_ping");

    /** What must not be hidden in percent-encoding: decoded, or decoded twice, it would make another path. */
    private static final String STRUCTURE = "/\\%";

    /** Visible ASCII without what some servers take for a separator or for the end of the path. */
    private static final Characters UNAMBIGUOUS =
            Characters.of(Characters.LETTERS, Characters.DIGITS, "!\"$%&'()*+,-./:<=>@[]^_`{|}~");

    /** What a registry's path is made of. */
    private static final Characters PLAIN = Characters.of(Characters.LETTERS, Characters.DIGITS, "/._:+=@~-");

    /**
     * Reads a path.
     *
     * @param requestUri the raw path, as {@code HttpServletRequest.getRequestURI} answers it
     * @param contextPath the raw context path; empty for the root application
     * @throws BadRequestException with status 400 when the path is ambiguous, too long, or not within the application
     */
    public static RequestPath parse(String requestUri, String contextPath) throws BadRequestException {
        if (requestUri.length() > MAX_LENGTH) {
            throw BadRequestException.badRequest("the path is longer than " + MAX_LENGTH + " characters");
        }
        if (!requestUri.startsWith(contextPath) || !requestUri.startsWith("/", contextPath.length())) {
            throw BadRequestException.badRequest("the request names no path of this application");
        }
        checkCharacters(requestUri);
        String decodedUri = PercentEncoding.decode(requestUri, STRUCTURE, WHERE);
        checkSegments(decodedUri);

        String raw = requestUri.substring(contextPath.length());
        String decoded = decodedUri.substring(
                PercentEncoding.decode(contextPath, STRUCTURE, WHERE).length());
        boolean registry = isRegistry(decoded);
        if (registry) {
            checkRegistryPath(raw);
        }
        return new RequestPath(raw, decoded, registry);
    }

    private static void checkCharacters(String path) throws BadRequestException {
        int other = UNAMBIGUOUS.indexOfOther(path);
        if (other >= 0) {
            throw BadRequestException.badRequest("the path has " + Characters.describe(path.charAt(other)));
        }
    }

    private static void checkSegments(String path) throws BadRequestException {
        int start = 1;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int length = end - start;
            if (length == 0) {
                throw BadRequestException.badRequest("the path has an empty segment");
            }
            if (length <= 2 && path.charAt(start) == '.' && path.charAt(end - 1) == '.') {
                throw BadRequestException.badRequest("the path has a segment of dots alone");
            }
            start = end + 1;
        }
    }

    /** Whether the first segment of a decoded path is a registry's in any case: some servers would take it for one. */
    public static boolean isRegistry(String path) {
        int slash = path.indexOf('/', 1);
        int end = slash < 0 ? path.length() : slash;
        for (String first : REGISTRY) {
            if (end == first.length() && path.regionMatches(true, 0, first, 0, end)) {
                return true;
            }
        }
        return false;
    }

    private static void checkRegistryPath(String raw) throws BadRequestException {
        int other = PLAIN.indexOfOther(raw);
        if (other >= 0) {
            throw BadRequestException.badRequest("a registry's path has " + Characters.describe(raw.charAt(other)));
        }
        if (!raw.equals("/_ping") && !isBelow(raw, "/v2") && !isBelow(raw, "/v1")) {
            throw BadRequestException.badRequest("a registry's path begins with /v1, /v2 or /_ping, exactly so");
        }
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
