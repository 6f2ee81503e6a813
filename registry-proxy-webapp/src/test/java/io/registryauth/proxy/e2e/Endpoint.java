package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where clients find a registry.
 *
 * @param certificates the folder with the authority of its certificate; null where it speaks plain HTTP
 */
public record Endpoint(int port, @Nullable Path certificates) {

    /** The host as it stands before a repository's name. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public URI uri() {
        return URI.create((certificates == null ? "http://" : "https://") + host());
    }
}
