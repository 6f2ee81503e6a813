package io.registryauth.spi;

import java.util.Optional;

/**
 * Tells whether credentials are genuine. Implementations are thread-safe, and inherit {@code AuthenticatorContract} of
 * the test-jar in their tests.
 */
public interface Authenticator {
    /**
     * Verifies credentials. An unknown user and a wrong password are answered alike, and should take the same work.
     *
     * @return the verdict, with the user's current stamp; empty when the credentials are refused
     * @throws AuthenticationException when it could not be told, such as when the source of users is away
     */
    Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException;

    /**
     * The stamp that a verdict on this user would carry now. It is asked for often and must answer at once, without I/O.
     * It changes whenever an earlier verdict may no longer hold.
     *
     * @return empty when there is no such user, or when verdicts on the user must not be remembered
     */
    Optional<String> stamp(String user);
}
