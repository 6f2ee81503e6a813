package io.registryauth.proxy.access;

import io.registryauth.proxy.text.Visible;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as scalars of YAML. */
final class Yaml {
    /** What needs no quotation marks for sure; numbers and dates begin with a digit. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

    /** What some version of YAML takes for something else than text. */
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private Yaml() {}

    /** The text as it is where that is read as the same text, and else in quotation marks; with nothing hidden in it. */
    static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            Visible.append(quoted, c);
        });
        return quoted.append('"').toString();
    }
}
