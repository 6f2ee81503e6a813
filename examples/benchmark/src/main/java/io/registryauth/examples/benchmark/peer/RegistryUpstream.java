package io.registryauth.examples.benchmark.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.proxy.e2e.RealRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** A real registry with the smallest image there is. */
public final class RegistryUpstream implements AutoCloseable {
    /** Where the image's manifest is. */
    public static final String MANIFEST = "/v2/team/app/manifests/1";

    /** What a client must say that it accepts. */
    public static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    private static final String CONFIG = "{}";
    private static final String DIGEST = "sha256:" + DigestUtils.sha256Hex(CONFIG);
    private static final String CONTENT = """
            {"schemaVersion": 2, "mediaType": "%s", "layers": [],
             "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d}}
            """.formatted(TYPE, DIGEST, CONFIG.length());

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RealRegistry registry;
    private final List<ProcessHandle> processes;

    private RegistryUpstream(RealRegistry registry, List<ProcessHandle> processes) {
        this.registry = registry;
        this.processes = processes;
    }

    /** Starts it with its storage in an empty folder, and pushes the image. */
    public static RegistryUpstream start(Path folder) throws IOException, InterruptedException {
        List<ProcessHandle> others = ProcessHandle.current().children().toList();
        RealRegistry registry = RealRegistry.start(folder, "");
        List<ProcessHandle> processes = ProcessHandle.current()
                .children()
                .filter(process -> !others.contains(process))
                .toList();
        RegistryUpstream upstream = new RegistryUpstream(registry, processes);
        try {
            upstream.push();
            return upstream;
        } catch (IOException | InterruptedException | RuntimeException e) {
            upstream.close();
            throw e;
        }
    }

    public URI uri() {
        return registry.uri();
    }

    /** What it has spent so far. */
    public Duration cpuTime() {
        return Front.cpuTime(processes.stream());
    }

    private void push() throws IOException, InterruptedException {
        HttpResponse<String> upload = send("POST", uri().resolve("/v2/team/app/blobs/uploads/"), "", 202);
        String location = upload.headers().firstValue("Location").orElseThrow();
        send("PUT", URI.create(location + "&digest=" + DIGEST), CONFIG, 201);
        send("PUT", uri().resolve(MANIFEST), CONTENT, 201);
    }

    private HttpResponse<String> send(String method, URI uri, String body, int expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .header("Content-Type", TYPE)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException(method + " " + uri + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    @Override
    public void close() {
        registry.close();
    }
}
