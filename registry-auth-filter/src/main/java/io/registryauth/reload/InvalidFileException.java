package io.registryauth.reload;

import java.io.Serial;
import java.util.List;

/** Thrown when a file holds something else than it should; its message lists what is wrong, one problem a line. */
public final class InvalidFileException extends Exception {
    /** A line of a file that is not text at all may be as long as the file. */
    private static final int MAX_LENGTH = 500;

    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings is serializable
    private final List<String> problems;

    /**
     * Takes what was found.
     *
     * @param problems not very many; of each the first 500 characters are kept
     */
    public InvalidFileException(List<String> problems) {
        this(problems.stream().map(InvalidFileException::bounded).toList(), "\n");
    }

    private InvalidFileException(List<String> problems, String separator) {
        super(String.join(separator, problems));
        this.problems = problems;
    }

    private static String bounded(String problem) {
        return problem.length() <= MAX_LENGTH ? problem : problem.substring(0, MAX_LENGTH) + "…";
    }

    /** What is wrong with the file, in its order. Each names the file and line and says what to do. */
    public List<String> problems() {
        return problems;
    }
}
