package io.registryauth.spi;

/**
 * Is told of each decision, on the request's thread and before the answer is sent. A
 * {@code RuntimeException} is logged and changes no decision. Implementations are thread-safe, do not block, and inherit {@code AuthListenerContract} of the test-jar in
 * their tests.
 */
public interface AuthListener {
    /** Does nothing. */
    AuthListener NONE = new AuthListener() {};

    /** The request was allowed and goes on to the application. */
    default void onAllowed(AuthEvent event) {}

    /** The request was refused: it was ambiguous, not authenticated, not allowed, or could not be judged. */
    default void onRefused(AuthEvent event) {}
}
