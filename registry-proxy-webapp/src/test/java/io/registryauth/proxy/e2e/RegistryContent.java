package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The smallest image there is, which a test can put back whenever it was deleted: {@code team/app:1}. */
final class RegistryContent {

    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private static final String CONFIG = "{}";

    static final String BLOB = digest(CONFIG);

    static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
            "digest":"%s","size":%d},"layers":[]}""".formatted(MANIFEST_TYPE, BLOB, CONFIG.length());

    static final String MANIFEST_DIGEST = digest(MANIFEST);

    private final URI repository;

    RegistryContent(URI registry) {
        this.repository = registry.resolve("/v2/team/app/");
    }

    void putBack() {
        HttpResponse<String> upload = send("POST", repository.resolve("blobs/uploads/"), "");
        String location = upload.headers().firstValue("Location").orElseThrow();
        assertThat(send("PUT", URI.create(location + "&digest=" + BLOB), CONFIG).statusCode())
                .isEqualTo(201);
        assertThat(send("PUT", repository.resolve("manifests/1"), MANIFEST).statusCode())
                .isEqualTo(201);
    }

    private static String digest(String text) {
        return Digests.of(text.getBytes(UTF_8));
    }

    private static HttpResponse<String> send(String method, URI uri, String body) {
        return Http.send(HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", MANIFEST_TYPE)
                .build());
    }
}
