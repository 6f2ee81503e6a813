package io.registryauth.proxy.e2e;

import java.net.URI;

/** An image that a test can put back whenever it was deleted: {@code team/app:1}. */
final class RegistryContent {

    private static final TestRepository REPOSITORY = new TestRepository("team/app", "{}");

    static final String MANIFEST_TYPE = TestRepository.MANIFEST_TYPE;

    static final String BLOB = REPOSITORY.blobDigest();

    static final String MANIFEST = REPOSITORY.manifest();

    static final String MANIFEST_DIGEST = REPOSITORY.manifestDigest();

    private final URI registry;

    RegistryContent(URI registry) {
        this.registry = registry;
    }

    void putBack() {
        REPOSITORY.push(registry, "1");
    }
}
