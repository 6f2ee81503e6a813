package io.registryauth.proxy.access;

import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.RepositoryName;
import io.registryauth.registry.RequestTarget;
import io.registryauth.settings.Suggestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to have explained: a request of somebody. Immutable.
 *
 * @param user null for a request without credentials
 */
public record Question(@Nullable String user, RequestTarget target) {
    private static final String CATALOG = "catalog";

    /** The request that stands for each action on a repository. */
    private static final Map<String, String> METHODS = Map.of("pull", "GET", "push", "PUT", "delete", "DELETE");

    private static final List<String> ACTIONS = List.of("pull", "push", "delete", CATALOG);

    /**
     * Understands {@code USER ACTION REPOSITORY}, {@code USER catalog} and {@code USER METHOD PATH}.
     *
     * @param anonymous whether it is about requests without credentials, and no user stands first
     * @throws IllegalArgumentException when the words are none of these, or the filter would not judge such a request; its
     *     message says why, and may have characters that must be made visible
     */
    public static Question of(List<String> words, boolean anonymous) {
        Deque<String> rest = new ArrayDeque<>(words);
        String user = anonymous ? null : user(rest.poll());
        if (rest.isEmpty() || rest.size() > 2) {
            throw new IllegalArgumentException("say who wants to do what: "
                    + (anonymous
                            ? "--anonymous pull REPOSITORY"
                            : "USER pull REPOSITORY, USER catalog, or USER GET PATH"));
        }
        return new Question(user, target(rest.remove(), rest.poll()));
    }

    private static String user(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("name the user, or give --anonymous for requests without credentials");
        }
        if (name.indexOf('\uFFFD') >= 0 || name.codePoints().anyMatch(Question::isSurrogate)) {
            throw new IllegalArgumentException(
                    "the user's name is not text in this process's locale; run the command with LC_ALL=C.UTF-8");
        }
        return name;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static RequestTarget target(String word, @Nullable String object) {
        if (word.equals(CATALOG)) {
            if (object != null) {
                throw new IllegalArgumentException("catalog is about the whole registry; leave " + object + " out");
            }
            return request("GET", "/v2/_catalog");
        }
        if (object != null && object.startsWith("/")) {
            return request(word, object);
        }
        String method = METHODS.get(word);
        if (method == null) {
            throw new IllegalArgumentException(word + ": there is no such action" + Suggestion.of(word, ACTIONS)
                    + (object == null ? "" : "; the path of a request begins with /"));
        }
        if (object == null) {
            throw new IllegalArgumentException("name the repository: " + word + " REPOSITORY");
        }
        if (!RepositoryName.isValid(object)) {
            throw new IllegalArgumentException(
                    object + " is not the name of a repository: lower-case letters and digits,"
                            + " with . _ __ or - between them, in parts between /, and without a tag");
        }
        return request(method, "/v2/" + object + "/manifests/latest");
    }

    private static RequestTarget request(String method, String target) {
        try {
            return RequestTarget.of(method, target);
        } catch (BadRequestException e) {
            throw new IllegalArgumentException(
                    method + " " + target + " is refused with " + e.status() + ": " + e.getMessage(), e);
        }
    }
}
