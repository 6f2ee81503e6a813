package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The scheme that the proxy reproduces, as nginx runs it: {@code auth_basic} and an {@code auth_request}. */
final class NginxScheme implements AutoCloseable {

    private final Endpoint endpoint;
    private final Daemon daemon;

    private NginxScheme(Endpoint endpoint, Daemon daemon) {
        this.endpoint = endpoint;
        this.daemon = daemon;
    }

    static NginxScheme start(Path folder, URI upstream, Path users) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Path config = folder.resolve("nginx.conf");
        try (InputStream template = NginxScheme.class.getResourceAsStream("nginx.conf")) {
            String text = new String(Objects.requireNonNull(template).readAllBytes(), UTF_8);
            Files.writeString(
                    config,
                    text.replace("@FOLDER@", folder.toString())
                            .replace("@LISTEN@", endpoint.host())
                            .replace("@UPSTREAM@", upstream.toString())
                            .replace("@USERS@", users.toString()));
        }
        Command command = Command.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", config.toString());
        Daemon daemon = Daemon.start(command, folder.resolve("nginx.log"), () -> Http.answers(endpoint.uri(), 401));
        return new NginxScheme(endpoint, daemon);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
