package io.registryauth.spi;

import java.util.List;

/**
 * What a request asks for, with or without credentials. Only unambiguous requests come this far.
 *
 * @param method the HTTP method, exactly as sent; for a registry path one of GET, HEAD, POST, PUT, PATCH and DELETE
 * @param path the validated path within the application, without the query; for a registry path exactly as sent, for
 *     others with its percent-encoding decoded once as UTF-8
 * @param accesses the rights that are needed, all of them; empty where it is enough to be authenticated, as for
 *     {@code /v2/}, and for paths that are not a registry's
 */
public record AccessRequest(String method, String path, List<Access> accesses) {
    public AccessRequest {
        accesses = List.copyOf(accesses);
    }
}
