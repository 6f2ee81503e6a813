package io.registryauth.rules;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import org.jspecify.annotations.Nullable;

/** The sentence that people read where they ask about a request that is allowed. */
public final class Allowance {
    private Allowance() {}

    /**
     * Says what somebody may do.
     *
     * @param user null for a request without credentials
     */
    public static String sentence(@Nullable String user, AccessRequest request) {
        String who = Refusal.who(user) + " may ";
        if (request.accesses().isEmpty()) {
            return who + request.method() + " " + request.path();
        }
        return who
                + String.join(
                        " and ",
                        request.accesses().stream().map(Allowance::words).toList());
    }

    private static String words(Access access) {
        if (access.action() == Action.CATALOG) {
            return "list the repositories";
        }
        String repository = access.repository() == null ? "what belongs to no repository" : access.repository();
        return Refusal.name(access.action()) + " " + repository;
    }
}
