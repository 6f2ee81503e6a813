package io.registryauth.htpasswd;

import java.util.ArrayList;
import java.util.List;

/** The first texts of very many, and how many there were. Not thread-safe. */
final class FirstFew {
    private static final int LIMIT = 20;

    private final List<String> first = new ArrayList<>();
    private int count;

    void add(String text) {
        if (count < LIMIT) {
            first.add(text);
        }
        count++;
    }

    /** The texts in one line, such as {@code a, b and 3 more}. */
    @Override
    public String toString() {
        return String.join(", ", first) + (count > LIMIT ? " and " + (count - LIMIT) + " more" : "");
    }
}
