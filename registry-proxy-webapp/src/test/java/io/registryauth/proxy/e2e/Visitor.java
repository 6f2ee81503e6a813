package io.registryauth.proxy.e2e;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of people who come to a registry. */
enum Visitor {
    STRANGER(null),
    WRONG_PASSWORD(new User("janedoe", "wrong")),
    READER(new User("janedoe", "password")),
    ADMIN(new User("admin", "password")),
    ADMIN_X(new User("admin-x", "password")),
    ADMINISTRATOR(new User("administrator", "password")),
    UPPER_CASE_ADMIN(new User("Admin", "password"));

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings
    private final @Nullable User user;

    Visitor(@Nullable User user) {
        this.user = user;
    }

    @Nullable
    User user() {
        return user;
    }

    /** Those who stand in the users file. */
    static User[] known() {
        return Stream.of(READER, ADMIN, ADMIN_X, ADMINISTRATOR, UPPER_CASE_ADMIN)
                .map(visitor -> Objects.requireNonNull(visitor.user))
                .toArray(User[]::new);
    }
}
