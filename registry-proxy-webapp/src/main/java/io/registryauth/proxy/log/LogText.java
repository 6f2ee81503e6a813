package io.registryauth.proxy.log;

import io.registryauth.proxy.text.Visible;

/**
 * Writes keys and values so that whatever a stranger sends stays one value on one line.
 *
 * <p>A value that holds more than plain visible characters is put in quotation marks. In it a quotation mark and a
 * backslash are preceded by a backslash, and characters that do not show as themselves are made {@link Visible}.
 */
final class LogText {
    private LogText() {}

    static void appendKey(StringBuilder out, String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            out.append(Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' ? c : '_');
        }
    }

    static void appendValue(StringBuilder out, String value) {
        if (isPlain(value)) {
            out.append(value);
            return;
        }
        out.append('"');
        value.codePoints().forEach(c -> appendEncoded(out, c));
        out.append('"');
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty()
                && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=');
    }

    private static void appendEncoded(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            default -> Visible.append(out, c);
        }
    }
}
