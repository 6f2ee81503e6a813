package io.registryauth.registry;

import io.registryauth.spi.Access;
import io.registryauth.spi.Action;
import java.util.List;

/** The endpoints of version 1 of the registry's protocol, and its pings, with the rights that they need. */
final class V1Endpoints {
    private static final String REPOSITORIES = "/v1/repositories/";
    private static final String IMAGES = "/v1/images/";

    private V1Endpoints() {}

    static List<Access> accesses(String method, String path) {
        boolean read = RegistryMethod.isRead(method);
        switch (path) {
            case "/_ping", "/v1/_ping", "/v1/search" -> {
                return read ? RegistryEndpoints.AUTHENTICATED : RegistryEndpoints.UNKNOWN;
            }
            case "/v1/users", "/v1/users/" -> {
                return read || method.equals("POST") ? RegistryEndpoints.AUTHENTICATED : RegistryEndpoints.UNKNOWN;
            }
            default -> {}
        }
        Action action = RegistryMethod.action(method);
        if (action == Action.UNKNOWN) {
            return RegistryEndpoints.UNKNOWN;
        }
        if (path.startsWith(IMAGES) && path.length() > IMAGES.length()) {
            // an image belongs to no repository
            return List.of(new Access(null, action));
        }
        return path.startsWith(REPOSITORIES)
                ? repository(path.substring(REPOSITORIES.length()), action)
                : RegistryEndpoints.UNKNOWN;
    }

    /** The right to act on {@code <namespace>/<name>}, when exactly that stands before a known rest. */
    private static List<Access> repository(String path, Action action) {
        String[] segments = path.split("/", 4);
        if (segments.length < 2 || isRest(segments[1])) {
            // <name>/tags may be a repository without a namespace
            return RegistryEndpoints.UNKNOWN;
        }
        String name = segments[0] + "/" + segments[1];
        boolean known = segments.length == 2 || segments[2].isEmpty() || isRest(segments[2]);
        return known && RepositoryName.isValid(name) ? List.of(new Access(name, action)) : RegistryEndpoints.UNKNOWN;
    }

    private static boolean isRest(String segment) {
        return switch (segment) {
            case "images", "tags", "auth", "json", "properties" -> true;
            default -> false;
        };
    }
}
