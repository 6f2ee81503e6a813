package io.registryauth.settings;

import java.io.Serial;
import java.util.List;

/** Thrown when a configuration cannot be used; its message lists every problem, one a line. */
public final class InvalidSettingsException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
