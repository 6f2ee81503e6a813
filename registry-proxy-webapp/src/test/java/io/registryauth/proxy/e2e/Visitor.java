package io.registryauth.proxy.e2e;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of people who come to a registry. */
enum Visitor {
    STRANGER(null),
    UNKNOWN_USER(new User("nobody", "password")),
    WRONG_PASSWORD(new User("janedoe", "wrong")),
    READER(new User("janedoe", "password")),
    ADMIN(new User("admin", "password")),
    ADMIN_X(new User("admin-x", "password")),
    ADMINISTRATOR(new User("administrator", "password")),
    UPPER_CASE_ADMIN(new User("Admin", "password"));

    private final @Nullable User user;

    Visitor(@Nullable User user) {
        this.user = user;
    }

    @Nullable User user() {
        return user;
    }

    boolean isAuthenticated() {
        return ordinal() >= READER.ordinal();
    }

    /** Those who stand in the users file. */
    static User[] known() {
        return Arrays.stream(values())
                .filter(Visitor::isAuthenticated)
                .map(Visitor::user)
                .toArray(User[]::new);
    }
}
