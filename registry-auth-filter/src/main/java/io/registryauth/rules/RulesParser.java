package io.registryauth.rules;

import io.registryauth.reload.InvalidFileException;

/** The parser of the rules file. */
public final class RulesParser {
    private RulesParser() {}

    /**
     * Reads the groups and rules of a file.
     *
     * @param file what messages call it
     * @throws InvalidFileException with every problem that was found
     */
    public static RuleSet parse(String file, byte[] content) throws InvalidFileException {
        throw new UnsupportedOperationException();
    }
}
