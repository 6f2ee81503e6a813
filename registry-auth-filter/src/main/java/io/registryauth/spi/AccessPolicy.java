package io.registryauth.spi;

/**
 * Decides what an authenticated user may do. It is never asked about requests without credentials. Implementations are
 * thread-safe, answer at once and without I/O, and inherit {@code AccessPolicyContract} of the test-jar in their tests.
 */
public interface AccessPolicy {
    /**
     * Decides on one request. What the policy does not know it denies; an exception is answered with 503.
     *
     * @return never null
     */
    Decision decide(Identity identity, AccessRequest request);

    /**
     * Answers {@code HttpServletRequest.isUserInRole} behind the filter.
     *
     * @param role any text that the application asks about; the built-in policy knows {@code reader} and {@code writer}
     */
    default boolean isInRole(Identity identity, String role) {
        return false;
    }
}
