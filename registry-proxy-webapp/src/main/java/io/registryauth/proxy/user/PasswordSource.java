package io.registryauth.proxy.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;

/** Where a command gets its password from. */
public interface PasswordSource {
    /**
     * Reads or makes the password of a user; the caller clears it after use.
     *
     * @throws CommandException when there is none to be had
     */
    char[] read(String name) throws CommandException;

    /**
     * Hears that the password is about to count: nothing but the replacement of the file is left to be done.
     *
     * @throws IOException when it must not count; the message says why
     */
    default void beforeItCounts(char[] password) throws IOException {}

    /** A person who types it once. */
    static PasswordSource prompt(Terminal terminal) {
        return new Prompt(terminal, false);
    }

    /** A person who types a new one, twice. */
    static PasswordSource promptForNew(Terminal terminal) {
        return new Prompt(terminal, true);
    }

    /** The first line of a stream, in UTF-8. */
    static PasswordSource line(InputStream in) {
        return new PasswordLine(in);
    }

    /** A new one, which is printed once before it counts, and does not count where it cannot be printed. */
    static PasswordSource generated(PrintStream out) {
        return new GeneratedPassword(new SecureRandom(), out);
    }
}
