package io.registryauth.rules;

/** Texts from a file, as messages show them: of bounded length, and without characters that a terminal would obey. */
final class Quoted {
    private static final int MAX_LENGTH = 80;
    private static final int REPLACEMENT = 0xFFFD;

    private Quoted() {}

    /** In double quotes. */
    static String of(String text) {
        return "\"" + harmless(text) + "\"";
    }

    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(c -> harmless.appendCodePoint(isPrintable(c) ? c : REPLACEMENT));
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? harmless + "…" : harmless.toString();
    }

    /** Whether a character is none that ends lines, controls terminals, or is half of one. */
    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
