package io.registryauth.htpasswd;

import org.jspecify.annotations.Nullable;

/**
 * A line of a users file that names a user: {@code name:hash}, and perhaps {@code :comment}. Neither part was judged. It
 * prints no hash.
 */
public record HtpasswdLine(String name, String hash) {
    private static final char SEPARATOR = ':';

    /** Takes a line apart; null where it is blank, a comment, or has no colon. */
    public static @Nullable HtpasswdLine of(String line) {
        int colon = line.indexOf(SEPARATOR);
        if (colon < 0 || isComment(line)) {
            return null;
        }
        int comment = line.indexOf(SEPARATOR, colon + 1);
        String hash = comment < 0 ? line.substring(colon + 1).stripTrailing() : line.substring(colon + 1, comment);
        return new HtpasswdLine(line.substring(0, colon), hash);
    }

    /** Whether the whole line is a comment. */
    static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    @Override
    public String toString() {
        return "HtpasswdLine[" + name + "]";
    }
}
