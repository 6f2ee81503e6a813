package io.registryauth.rules;

/**
 * A text in which each {@code *} stands for any characters, or none. It matches whole texts, letter case included.
 * Immutable.
 */
public record Glob(String text) {
    private static final char STAR = '*';

    boolean isLiteral() {
        return text.indexOf(STAR) < 0;
    }

    /** What stands before the first star. */
    String prefix() {
        int star = text.indexOf(STAR);
        return star < 0 ? text : text.substring(0, star);
    }

    /** What stands behind the last star. */
    String suffix() {
        return text.substring(text.lastIndexOf(STAR) + 1);
    }

    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == STAR) {
                star = at++;
                retry = in;
            } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                // the last star takes one character more; those before it need not
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == STAR) {
            at++;
        }
        return at == text.length();
    }

    /** Whether this matches whatever the other one matches; it may say no where nobody would look closer. */
    boolean covers(Glob other) {
        return text.equals("*") || equals(other) || (other.isLiteral() && matches(other.text()));
    }

    @Override
    public String toString() {
        return text;
    }
}
