package io.registryauth.proxy.user;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;

/** Where a command gets its password from. */
public interface PasswordSource {
    /**
     * Reads or makes the password of a user; the caller clears it after use.
     *
     * @throws UserException when there is none to be had
     */
    char[] read(String name) throws UserException;

    /** Hears that the password counts from now on. */
    default void stored(char[] password) throws UserException {}

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

    /** A new one, which is printed once as soon as it counts. */
    static PasswordSource generated(PrintStream out) {
        return new GeneratedPassword(new SecureRandom(), out);
    }
}
