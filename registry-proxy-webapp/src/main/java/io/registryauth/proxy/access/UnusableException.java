package io.registryauth.proxy.access;

import java.io.Serial;
import java.util.List;

/** Thrown when a question cannot be answered, because of a file or a registry. */
public final class UnusableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    UnusableException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong and what to do. */
    public List<String> problems() {
        return problems;
    }
}
