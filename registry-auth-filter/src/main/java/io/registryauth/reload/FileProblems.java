package io.registryauth.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file: the problems that were found first, and how many there were. Not thread-safe. */
public final class FileProblems {
    private static final int LIMIT = 20;

    private final String file;
    private final List<Problem> first = new ArrayList<>();
    private int count;

    private record Problem(int line, int column, String message) {}

    /**
     * Begins with none.
     *
     * @param file what messages call the file
     */
    public FileProblems(String file) {
        this.file = file;
    }

    /** Adds a problem of the file as a whole. */
    public void add(String what) {
        add(new Problem(0, 0, file + ": " + what));
    }

    /**
     * Adds a problem of a line.
     *
     * @param line from 1
     */
    public void add(int line, String what) {
        add(new Problem(line, 0, file + " line " + line + ": " + what));
    }

    /**
     * Adds a problem at a character.
     *
     * @param line from 1
     * @param column from 1
     */
    public void add(int line, int column, String what) {
        add(new Problem(line, column, file + " line " + line + ", column " + column + ": " + what));
    }

    private void add(Problem problem) {
        if (count < LIMIT) {
            first.add(problem);
        }
        count++;
    }

    /** Whether none was found. */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * Does nothing when none was found.
     *
     * @throws InvalidFileException with the problems in the file's order, and how many there are besides
     */
    public void throwIfAny() throws InvalidFileException {
        if (isEmpty()) {
            return;
        }
        List<String> messages = new ArrayList<>();
        first.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .forEach(problem -> messages.add(problem.message()));
        if (count > LIMIT) {
            messages.add(file + ": and " + (count - LIMIT) + " more problems");
        }
        throw new InvalidFileException(messages);
    }
}
