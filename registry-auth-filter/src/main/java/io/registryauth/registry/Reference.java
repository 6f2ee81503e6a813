package io.registryauth.registry;

import java.util.List;

/** What stands at the end of a registry's paths: tags and digests (OCI distribution specification 1.1), upload ids. */
final class Reference {
    private static final int MAX_TAG_LENGTH = 128;

    private static final Characters LOWER_ALPHANUMERIC = Characters.of(Characters.LOWER, Characters.DIGITS);
    private static final Characters ALGORITHM_SEPARATORS = Characters.of("+._-");
    private static final Characters ENCODED = Characters.of(Characters.LETTERS, Characters.DIGITS, "=_-");
    private static final Characters HEX = Characters.of(Characters.DIGITS, "abcdef");
    private static final List<HexDigest> HEX_DIGESTS =
            List.of(new HexDigest("sha256:", 64), new HexDigest("sha384:", 96), new HexDigest("sha512:", 128));
    private static final Characters TAG_FIRST = Characters.of(Characters.LETTERS, Characters.DIGITS, "_");
    private static final Characters TAG = Characters.of(Characters.LETTERS, Characters.DIGITS, "_.-");
    private static final Characters UPLOAD_ID = Characters.of(Characters.LETTERS, Characters.DIGITS, "_.=-");

    private Reference() {}

    static boolean isDigest(String text) {
        return isDigest(text, 0);
    }

    /** Whether it is one from an index on, as in the methods below: a path need not be cut apart for it. */
    static boolean isTagOrDigest(String text, int from) {
        return isTag(text, from) || isDigest(text, from);
    }

    static boolean isTag(String text, int from) {
        int length = text.length() - from;
        return length > 0
                && length <= MAX_TAG_LENGTH
                && TAG_FIRST.contains(text.charAt(from))
                && TAG.indexOfOther(text, from) < 0;
    }

    static boolean isDigest(String text, int from) {
        int colon = text.indexOf(':', from);
        if (colon < 0 || !isAlgorithm(text, from, colon)) {
            return false;
        }
        int encoded = colon + 1;
        int length = text.length() - encoded;
        for (HexDigest hex : HEX_DIGESTS) {
            if (text.startsWith(hex.prefix(), from)) {
                return length == hex.length() && HEX.indexOfOther(text, encoded) < 0;
            }
        }
        return length > 0 && ENCODED.indexOfOther(text, encoded) < 0;
    }

    /** An upload's id, as distribution makes them. */
    static boolean isUploadId(String text, int from) {
        return from < text.length() && UPLOAD_ID.indexOfOther(text, from) < 0;
    }

    private static boolean isAlgorithm(String text, int from, int to) {
        boolean separated = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (LOWER_ALPHANUMERIC.contains(c)) {
                separated = false;
            } else if (separated || !ALGORITHM_SEPARATORS.contains(c)) {
                return false;
            } else {
                separated = true;
            }
        }
        return !separated;
    }

    /** An algorithm whose digests are written in so many hexadecimal digits. */
    private record HexDigest(String prefix, int length) {}
}
