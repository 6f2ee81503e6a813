package io.registryauth.registry;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Asks for Basic credentials in UTF-8 (RFC 7617), and tells clients that this is a registry.
 *
 * @param realm what the person is asked for, such as {@code registry}; any text without control characters
 */
public record Challenge(String realm) {
    public Challenge {
        if (realm.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a realm has no control characters");
        }
    }

    /** Sets the headers, and no status. */
    public void applyTo(HttpServletResponse response) {
        String quoted = realm.replace("\\", "\\\\").replace("\"", "\\\"");
        response.setHeader("WWW-Authenticate", "Basic realm=\"" + quoted + "\", charset=\"UTF-8\"");
        response.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
    }
}
