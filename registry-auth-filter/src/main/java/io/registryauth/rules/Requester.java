package io.registryauth.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Immutable.
 *
 * @param name the user's name; null where a request came without credentials
 * @param groups the groups that the user is in
 */
record Requester(@Nullable String name, List<String> groups) {
    static final Requester ANONYMOUS = new Requester(null, List.of());
}
