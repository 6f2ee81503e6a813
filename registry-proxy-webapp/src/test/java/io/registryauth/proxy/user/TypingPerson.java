package io.registryauth.proxy.user;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person at a terminal who types one thing after the other; nobody when there is nothing to type. */
public final class TypingPerson implements Terminal {
    /** What the person was asked. */
    public final List<String> prompts = new ArrayList<>();

    /** The very arrays that were handed out. */
    final List<char[]> handedOut = new ArrayList<>();

    private final String[] lines;

    public TypingPerson(String... lines) {
        this.lines = lines;
    }

    @Override
    public boolean isPresent() {
        return lines.length > 0;
    }

    @Override
    public char @Nullable [] readPassword(String prompt) {
        prompts.add(prompt);
        if (prompts.size() > lines.length) {
            return null;
        }
        char[] typed = lines[prompts.size() - 1].toCharArray();
        handedOut.add(typed);
        return typed;
    }
}
