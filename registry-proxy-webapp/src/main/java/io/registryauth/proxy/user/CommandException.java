package io.registryauth.proxy.user;

import java.io.Serial;
import java.util.List;

/** Thrown when a command cannot be carried out, because of what was given to it, a file or a registry. Files are as they were. */
public final class CommandException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    public CommandException(String problem) {
        this(List.of(problem));
    }

    public CommandException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong and what to do; never a password. */
    public List<String> problems() {
        return problems;
    }
}
