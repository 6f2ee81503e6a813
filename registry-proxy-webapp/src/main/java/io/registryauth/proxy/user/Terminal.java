package io.registryauth.proxy.user;

import org.jspecify.annotations.Nullable;

/** The terminal that a person sits at. */
public interface Terminal {
    /** Whether there is one. */
    boolean isPresent();

    /**
     * Asks for a password, which the terminal does not show.
     *
     * @return null when the person ended the input
     */
    char @Nullable [] readPassword(String prompt);
}
