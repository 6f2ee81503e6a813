package io.registryauth.proxy.e2e;

import java.util.List;

/** The kinds of paths that a request can have, with examples of each. */
enum PathClass {
    /** What a registry has, and what it would have if there were such a repository. */
    REGISTRY(
            "/v2/",
            "/v2",
            "/v2/_catalog",
            "/v2/_catalog?n=1",
            "/v2/_unknown",
            "/v2/team/app/tags/list",
            "/v2/nowhere/tags/list",
            "/v2/Team/app/tags/list",
            "/v2/team/app/manifests/1",
            "/v2/team/app/manifests/unknown",
            "/v2/team/app/manifests/" + RegistryContent.MANIFEST_DIGEST,
            "/v2/team/app/referrers/" + RegistryContent.MANIFEST_DIGEST,
            "/v2/team/app/blobs/" + RegistryContent.BLOB,
            "/v2/team/app/blobs/uploads/",
            "/v2/team/app/blobs/uploads/unknown",
            "/v2/team/app/blobs/uploads/?mount=" + RegistryContent.BLOB + "&from=team/other"),

    /** What registries had before; this one has it no more. */
    FIRST_VERSION(
            "/_ping",
            "/v1/_ping",
            "/v1/users",
            "/v1/users/",
            "/v1/users/janedoe",
            "/v1/search?q=app",
            "/v1/repositories/team/app/images"),

    /** What a server and a registry may read differently. */
    AMBIGUOUS(
            "//v2/",
            "/v2//_catalog",
            "/v2/./_catalog",
            "/v2/team/../_catalog",
            "/v2/%5Fcatalog",
            "/v2/_catalog;v=1",
            "/V2/"),

    OTHER("/", "/index.html", "/v3/"),

    HEALTH("/health");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> examples;

    PathClass(String... examples) {
        this.examples = List.of(examples);
    }

    List<String> examples() {
        return examples;
    }
}
