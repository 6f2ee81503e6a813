package io.registryauth.htpasswd;

import java.io.Serial;
import java.util.List;

/** Thrown when a users file is not a valid htpasswd file; its message lists what is wrong, one problem a line. */
public final class HtpasswdException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    HtpasswdException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong with the file, in its order. Each names the file and line and says what to do; of very many only the
     * first are there, and the last entry says how many more there are.
     */
    public List<String> problems() {
        return problems;
    }
}
