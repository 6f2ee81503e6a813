package io.registryauth.proxy.user;

import java.io.Serial;
import java.util.List;

/** Thrown when a command cannot be carried out. The users file is as it was. */
public final class UserException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    UserException(String problem) {
        this(List.of(problem));
    }

    UserException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong and what to do; never a password. */
    public List<String> problems() {
        return problems;
    }
}
