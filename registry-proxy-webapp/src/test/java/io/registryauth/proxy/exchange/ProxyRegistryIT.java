package io.registryauth.proxy.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.RealRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The proxy in front of the real registry: pushes and pulls as clients do them. */
class ProxyRegistryIT extends ProxyTestBase {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "STANDALONE, ''",
        "STANDALONE, /base",
        "JETTY, ''",
        "TOMCAT_10_1, ''",
        "TOMCAT_10_1, /base",
        "TOMCAT_11_0, ''",
        "TOMCAT_11_0, /base"
    })
    void pushesAndPullsAnImage(Container container, String prefix) throws Exception {
        RealRegistry registry = closing(RealRegistry.start(folder, prefix));
        String url = "http://127.0.0.1:" + proxy(container, registry.uri().toString());
        byte[] blob = new byte[5_000_000];
        new Random(1).nextBytes(blob);
        String digest = push(url, blob);

        HttpResponse<byte[]> pulled = get(url + "/v2/team/app/blobs/" + digest);
        assertThat(pulled.statusCode()).isEqualTo(200);
        assertThat(pulled.body()).isEqualTo(blob);
        assertThat(pulled.headers().firstValue("Docker-Content-Digest")).contains(digest);

        String config = push(url, "{}".getBytes(US_ASCII));
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",
                "size":2,"digest":"%s"},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",
                "size":%d,"digest":"%s"}]}""".formatted(MANIFEST, config, blob.length, digest);
        for (String tag : new String[] {"a", "b"}) {
            HttpResponse<byte[]> put = send(HttpRequest.newBuilder(URI.create(url + "/v2/team/app/manifests/" + tag))
                    .header("Content-Type", MANIFEST)
                    .PUT(BodyPublishers.ofString(manifest)));
            assertThat(put.statusCode()).isEqualTo(201);
            assertThat(put.headers().firstValue("Location").orElseThrow())
                    .startsWith(url + "/v2/team/app/manifests/sha256:");
        }
        HttpResponse<byte[]> tags = get(url + "/v2/team/app/tags/list?n=1");
        assertThat(new String(tags.body(), US_ASCII)).contains("\"a\"");
        HttpResponse<byte[]> catalog = get(url + "/v2/_catalog?n=1");
        assertThat(new String(catalog.body(), US_ASCII)).contains("team/app");
    }

    @ParameterizedTest
    @CsvSource({"'', STANDALONE", "'', JETTY", "/base, STANDALONE", "/base, TOMCAT_11_0"})
    void pagesTheCatalogWithLinksThatLeadBackToTheProxy(String prefix, Container container) throws Exception {
        RealRegistry registry = closing(RealRegistry.start(folder, prefix));
        String url = "http://127.0.0.1:" + proxy(container, registry.uri().toString());
        for (String repository : new String[] {"one", "two"}) {
            String config = push(url, repository, "{}".getBytes(US_ASCII));
            String manifest = """
                    {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",
                    "size":2,"digest":"%s"},"layers":[]}""".formatted(MANIFEST, config);
            assertThat(send(HttpRequest.newBuilder(URI.create(url + "/v2/" + repository + "/manifests/t"))
                                    .header("Content-Type", MANIFEST)
                                    .PUT(BodyPublishers.ofString(manifest)))
                            .statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<byte[]> first = get(url + "/v2/_catalog?n=1");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).isEqualTo("</v2/_catalog?last=one&n=1>; rel=\"next\"");
        HttpResponse<byte[]> second = get(url + link.substring(1, link.indexOf('>')));
        assertThat(new String(second.body(), US_ASCII)).contains("two");
    }

    @ParameterizedTest
    @EnumSource
    void deletesAndCancels(Container container) throws Exception {
        RealRegistry registry = closing(RealRegistry.start(folder, ""));
        String url = "http://127.0.0.1:" + proxy(container, registry.uri().toString());
        String digest = push(url, "hello".getBytes(US_ASCII));
        String blob = url + "/v2/team/app/blobs/" + digest;
        assertThat(send(HttpRequest.newBuilder(URI.create(blob)).DELETE()).statusCode())
                .isEqualTo(202);
        assertThat(get(blob).statusCode()).isEqualTo(404);
        String upload = startUpload(url, "team/app");
        assertThat(send(HttpRequest.newBuilder(URI.create(upload)).DELETE()).statusCode())
                .isEqualTo(204);
    }

    private String push(String url, byte[] blob) throws Exception {
        return push(url, "team/app", blob);
    }

    /** Pushes as docker does: start, stream in chunks, commit; each step follows the location of the one before. */
    private String push(String url, String repository, byte[] blob) throws Exception {
        String digest = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(blob));
        String upload = startUpload(url, repository);
        HttpResponse<byte[]> patched = send(HttpRequest.newBuilder(URI.create(upload))
                .header("Content-Type", "application/octet-stream")
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blob))));
        assertThat(patched.statusCode()).isEqualTo(202);
        String commit = patched.headers().firstValue("Location").orElseThrow();
        assertThat(commit).startsWith(url + "/v2/" + repository + "/blobs/uploads/");
        HttpResponse<byte[]> put = send(
                HttpRequest.newBuilder(URI.create(commit + "&digest=" + digest)).PUT(BodyPublishers.noBody()));
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.headers().firstValue("Location")).contains(url + "/v2/" + repository + "/blobs/" + digest);
        return digest;
    }

    private String startUpload(String url, String repository) throws Exception {
        HttpResponse<byte[]> started =
                send(HttpRequest.newBuilder(URI.create(url + "/v2/" + repository + "/blobs/uploads/"))
                        .POST(BodyPublishers.noBody()));
        assertThat(started.statusCode()).isEqualTo(202);
        String location = started.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(url + "/v2/" + repository + "/blobs/uploads/");
        return location;
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
