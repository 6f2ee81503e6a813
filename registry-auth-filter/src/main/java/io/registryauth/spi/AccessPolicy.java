package io.registryauth.spi;

/**
 * Decides what users may do. Implementations are thread-safe, answer at once and without I/O, and inherit
 * {@code AccessPolicyContract} of the test-jar in their tests.
 */
public interface AccessPolicy {
    /**
     * Decides on a request of an authenticated user. What the policy does not know it denies; an exception is answered with
     * 503.
     *
     * @return never null
     */
    Decision decide(Identity identity, AccessRequest request);

    /**
     * Decides on a request without credentials, in the same way. It is answered with 401 when it is denied; unless a policy
     * says otherwise, all are. Clients are told only {@code authentication required}; the reason is not sent.
     *
     * @return never null
     */
    default Decision decideAnonymous(AccessRequest request) {
        return Decision.denied("authentication required");
    }

    /**
     * Answers {@code HttpServletRequest.isUserInRole} behind the filter.
     *
     * @param role any text that the application asks about; by default {@code reader} and {@code writer}; with rules,
     *     the names of groups
     */
    default boolean isInRole(Identity identity, String role) {
        return false;
    }
}
