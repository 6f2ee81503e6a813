package io.registryauth.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that a person sees all of it at once. Not thread-safe. */
public final class Problems {
    private final List<String> messages = new ArrayList<>();

    /**
     * Notes one problem.
     *
     * @param message names the setting, says what is wrong with it and what to do
     */
    public void add(String message) {
        messages.add(message);
    }

    public void addAll(List<String> more) {
        messages.addAll(more);
    }

    /** What was noted so far, in that order. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /**
     * Ends the collection.
     *
     * @throws InvalidSettingsException with every problem, when there is one
     */
    public void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new InvalidSettingsException(messages);
        }
    }
}
