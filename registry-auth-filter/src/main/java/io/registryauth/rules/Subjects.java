package io.registryauth.rules;

import java.util.List;

/**
 * Whom a rule is for: those whom one of its parts names. Immutable.
 *
 * @param users user names and globs of them; of requests without credentials they say nothing
 * @param groups the names of groups
 * @param anonymous whether it is for requests without credentials
 */
public record Subjects(List<Glob> users, List<String> groups, boolean anonymous) {
    public Subjects {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    /** Whether they are whoever has logged in, and maybe others. */
    boolean isForEverybody() {
        return users.stream().anyMatch(user -> user.text().equals("*"));
    }
}
