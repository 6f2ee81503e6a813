package io.registryauth.registry;

import io.registryauth.spi.Action;

/** The HTTP methods that a registry knows, written exactly so. */
final class RegistryMethod {
    /** The value of an {@code Allow} field. */
    static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private RegistryMethod() {}

    /**
     * Checks a method.
     *
     * @throws BadRequestException with status 405 when a registry does not know it
     */
    static void check(String method) throws BadRequestException {
        switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" -> {}
            default -> throw new BadRequestException(405, "a registry has no such method; it knows " + ALLOW);
        }
    }

    /** What a method does to a thing that is read, written and removed whole, such as a manifest. */
    static Action action(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Action.PULL;
            case "PUT" -> Action.PUSH;
            case "DELETE" -> Action.DELETE;
            default -> Action.UNKNOWN;
        };
    }

    static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
