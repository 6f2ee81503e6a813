package io.registryauth.policy;

import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import java.util.List;
import java.util.Set;

/**
 * Writers may do everything, everybody else may read, and log in to a v1 registry. Writers are known by their names, what
 * reads by its HTTP method.
 */
public final class WritersPolicy implements AccessPolicy {
    private static final Set<String> V1_LOGIN = Set.of("/v1/users", "/v1/users/");

    private final List<String> writers;
    private final Set<String> readMethods;

    /**
     * Creates the policy.
     *
     * @param writers user names, or beginnings of names that end in {@code *}
     * @param readMethods the HTTP methods that every authenticated user may use
     */
    public WritersPolicy(List<String> writers, List<String> readMethods) {
        this.writers = List.copyOf(writers);
        this.readMethods = Set.copyOf(readMethods);
    }

    @Override
    public Decision decide(Identity identity, AccessRequest request) {
        if (readMethods.contains(request.method()) || isWriter(identity) || isV1Login(request)) {
            return Decision.allowed();
        }
        return Decision.denied(identity.name() + " may " + asked(request) + " (" + request.method()
                + " needs one of the writers: " + String.join(", ", writers) + ")");
    }

    @Override
    public boolean isInRole(Identity identity, String role) {
        return switch (role) {
            case "reader" -> true;
            case "writer" -> isWriter(identity);
            default -> false;
        };
    }

    private boolean isWriter(Identity identity) {
        for (String pattern : writers) {
            if (matches(pattern, identity.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*") ? name.regionMatches(0, pattern, 0, pattern.length() - 1) : name.equals(pattern);
    }

    private static boolean isV1Login(AccessRequest request) {
        return request.method().equals("POST") && V1_LOGIN.contains(request.path());
    }

    private static String asked(AccessRequest request) {
        if (request.accesses().isEmpty()) {
            return "read but not write";
        }
        Action action = request.accesses().get(0).action();
        return switch (action) {
            case PUSH -> "pull but not push";
            case DELETE -> "pull but not delete";
            case PULL, CATALOG -> "not read";
            case UNKNOWN -> "pull but not write";
        };
    }
}
