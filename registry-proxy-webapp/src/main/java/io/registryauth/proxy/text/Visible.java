package io.registryauth.proxy.text;

/**
 * Writes characters that do not show as themselves (control characters, line separators, marks that change the direction of
 * text, unpaired surrogates) as {@code \n}, {@code \r}, {@code \t}, or a backslash, the letter u and four hexadecimal digits
 * for each UTF-16 unit.
 */
public final class Visible {
    private Visible() {}

    /** The text with nothing hidden in it; on one line. */
    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** Appends one character, encoded where it would not show. */
    public static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isHidden(c)) {
                    for (char unit : Character.toChars(c)) {
                        out.append(String.format("\\u%04x", (int) unit));
                    }
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
