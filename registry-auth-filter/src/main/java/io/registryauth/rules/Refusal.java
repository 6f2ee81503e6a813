package io.registryauth.rules;

import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sentences that people read when the rules refuse them. Of a repository where somebody has no right at all they say
 * nothing but that, whether it exists or not, and whether rules do not mention it or deny it.
 */
final class Refusal {
    static final String AUTHENTICATION_REQUIRED = "authentication required";

    private static final List<Action> OF_REPOSITORIES = List.of(Action.PULL, Action.PUSH, Action.DELETE);

    private Refusal() {}

    /** Says what somebody may do instead, and what is missing. */
    static String sentence(@Nullable String user, Access access, Rights rights) {
        String who = who(user);
        Action action = access.action();
        String repository = access.repository();
        if (action == Action.UNKNOWN) {
            return who + " may not do this; it is no request that the rules know";
        }
        if (action == Action.CATALOG) {
            return who + " may not list the repositories; " + reason(action, rights);
        }
        if (repository == null) {
            return who + " may not " + name(action)
                    + " what belongs to no repository; that needs a rule for all of them";
        }
        List<String> may = new ArrayList<>();
        for (Action other : OF_REPOSITORIES) {
            if (rights.may(other)) {
                may.add(name(other));
            }
        }
        if (may.isEmpty()) {
            return who + " may not " + name(action) + " " + repository + "; the rules give no right there";
        }
        return who + " may " + String.join(" and ", may) + " " + repository + " but not " + name(action) + " it; "
                + reason(action, rights);
    }

    /** Says that somebody may not use a method on a path. */
    static String sentence(@Nullable String user, AccessRequest request) {
        return who(user) + " may not " + request.method() + " " + request.path() + "; no rule allows it";
    }

    private static String reason(Action action, Rights rights) {
        return (rights.isDenied(action) ? "a rule denies " : "no rule allows ") + name(action);
    }

    static String who(@Nullable String user) {
        return user == null ? "a request without credentials" : user;
    }

    static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
