package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A distribution registry on a free loopback port, with its storage in a folder of the test. */
public final class RealRegistry implements AutoCloseable {

    private final URI uri;
    private final RegistryStorage storage;
    private final Daemon daemon;

    private RealRegistry(URI uri, RegistryStorage storage, Daemon daemon) {
        this.uri = uri;
        this.storage = storage;
        this.daemon = daemon;
    }

    public static RealRegistry start(Path folder) throws IOException {
        return start(folder, "");
    }

    /** Starts one that lives under a path, such as {@code /base}; under none when that is empty. */
    public static RealRegistry start(Path folder, String prefix) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + Daemon.freePort() + prefix);
        RegistryStorage storage = new RegistryStorage(folder.resolve("registry"));
        Path config = folder.resolve("registry.yml");
        Files.writeString(config, """
                version: 0.1
                log: {level: warn, accesslog: {disabled: true}}
                storage:
                  filesystem: {rootdirectory: "%s"}
                  delete: {enabled: true}
                http: {addr: "%s", prefix: "%s/"}
                """.formatted(storage.folder(), uri.getAuthority(), prefix));
        Command command = Command.of("docker-registry", "serve", config.toString());
        Daemon daemon = Daemon.start(
                command, folder.resolve("registry.log"), () -> Http.answers(URI.create(uri + "/v2/"), 200));
        return new RealRegistry(uri, storage, daemon);
    }

    public URI uri() {
        return uri;
    }

    RegistryStorage storage() {
        return storage;
    }

    /** The digest of what a name, a repository and a tag, stands for, or null where it stands for nothing. */
    @Nullable
    String digest(String name) {
        String[] repositoryAndTag = name.split(":", -1);
        URI manifest = URI.create(uri + "/v2/" + repositoryAndTag[0] + "/manifests/" + repositoryAndTag[1]);
        HttpRequest request = HttpRequest.newBuilder(manifest)
                .method("HEAD", BodyPublishers.noBody())
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        HttpResponse<String> response = Http.send(request);
        return response.statusCode() == 404
                ? null
                : response.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
