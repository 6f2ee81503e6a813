package io.registryauth.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a line in one of Apache's files: with white space between them, or in single or double quotes, in which a
 * backslash keeps a quote or another backslash from its meaning.
 */
final class ApacheWords {
    private final String line;
    private int at;

    private ApacheWords(String line) {
        this.line = line;
    }

    /** Takes a line apart; null when a quote is not closed. */
    static @Nullable List<String> split(String line) {
        ApacheWords words = new ApacheWords(line);
        List<String> found = new ArrayList<>();
        while (words.skipSpace()) {
            String word = words.next();
            if (word == null) {
                return null;
            }
            found.add(word);
        }
        return found;
    }

    /** Whether there is another word. */
    private boolean skipSpace() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private @Nullable String next() {
        char quote = line.charAt(at);
        boolean quoted = quote == '"' || quote == '\'';
        if (quoted) {
            at++;
        }
        StringBuilder word = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (quoted ? c == quote : isSpace(c)) {
                return word.toString();
            }
            if (c == '\\' && at < line.length() && isEscaped(line.charAt(at), quoted, quote)) {
                word.append(line.charAt(at++));
            } else {
                word.append(c);
            }
        }
        return quoted ? null : word.toString();
    }

    private static boolean isEscaped(char c, boolean quoted, char quote) {
        return c == '\\' || (quoted && c == quote);
    }

    /** As in the C locale. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
