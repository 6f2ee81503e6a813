package io.registryauth.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Debian's docker-registry, which is distribution, on a free port of 127.0.0.1 with data of its own. */
final class RealRegistry implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("registry");
    private final Process process;
    private final String url;

    /**
     * Starts a registry and waits until it answers.
     *
     * @param prefix the path under which it lives, such as {@code /base}; empty for the root
     */
    RealRegistry(String prefix) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        url = "http://127.0.0.1:" + port + prefix;
        Path configuration =
                Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                storage:
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: true
                http:
                  addr: 127.0.0.1:%d
                  prefix: %s/
                """.formatted(folder.resolve("data"), port, prefix));
        process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        HttpRequest ping = HttpRequest.newBuilder(URI.create(url + "/v2/")).build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> HttpClient.newHttpClient()
                                .send(ping, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
