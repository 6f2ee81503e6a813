package io.registryauth.settings;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which name a person meant who wrote one that does not exist. */
public final class Suggestion {
    private Suggestion() {}

    /** Such as {@code ; did you mean --users?}; empty when no name is near. */
    public static String of(String wrong, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 4))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** The same, or the other text when no name is near. */
    public static String of(String wrong, Collection<String> names, String otherwise) {
        String suggestion = of(wrong, names);
        return suggestion.isEmpty() ? otherwise : suggestion;
    }

    /** How many letters must be added, removed or replaced to make one text of the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
