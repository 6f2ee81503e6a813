package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/**
 * A repository with the smallest image there is.
 *
 * @param blob the one blob, which is the image's configuration
 */
record TestRepository(String name, String blob) {
    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    String blobDigest() {
        return Digests.of(blob.getBytes(UTF_8));
    }

    String manifest() {
        return """
            {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
            "digest":"%s","size":%d},"layers":[]}""".formatted(MANIFEST_TYPE, blobDigest(), blob.getBytes(UTF_8).length);
    }

    String manifestDigest() {
        return Digests.of(manifest().getBytes(UTF_8));
    }

    /** Pushes it as it is, with each of the tags. */
    void push(URI registry, String... tags) {
        URI repository = registry.resolve("/v2/" + name + "/");
        HttpResponse<String> upload = send("POST", repository.resolve("blobs/uploads/"), "");
        String location = upload.headers().firstValue("Location").orElseThrow();
        assertThat(send("PUT", URI.create(location + "&digest=" + blobDigest()), blob)
                        .statusCode())
                .isEqualTo(201);
        for (String tag : tags) {
            assertThat(send("PUT", repository.resolve("manifests/" + tag), manifest())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private static HttpResponse<String> send(String method, URI uri, String body) {
        return Http.send(HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", MANIFEST_TYPE)
                .build());
    }
}
