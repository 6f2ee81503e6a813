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

    boolean isEmpty() {
        return count == 0;
    }

    /** The texts that were kept. */
    List<String> first() {
        return List.copyOf(first);
    }

    /** How many were not kept. */
    int more() {
        return count - first.size();
    }

    /** The texts in one line, such as {@code a, b and 3 more}. */
    @Override
    public String toString() {
        return String.join(", ", first) + (more() == 0 ? "" : " and " + more() + " more");
    }
}
