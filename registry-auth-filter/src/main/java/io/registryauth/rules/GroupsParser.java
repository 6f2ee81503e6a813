package io.registryauth.rules;

import io.registryauth.reload.InvalidFileException;

/** The parser of Apache's group file: UTF-8 lines of {@code name: user user…}, among blank lines and {@code #} comments. */
public final class GroupsParser {
    private GroupsParser() {}

    /**
     * Reads the groups of a file.
     *
     * @param file what messages call it
     * @throws InvalidFileException with every problem that was found
     */
    public static Groups parse(String file, byte[] content) throws InvalidFileException {
        throw new UnsupportedOperationException();
    }
}
