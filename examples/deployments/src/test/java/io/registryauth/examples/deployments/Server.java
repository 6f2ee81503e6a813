package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A server as it comes in its maker's archive. */
final class Server {

    private Server() {}

    /** The folder of the one whose name begins so. */
    static Path unpacked(String name) {
        try (Stream<Path> servers = Files.list(Path.of("target", "servers").toAbsolutePath())) {
            List<Path> found = servers.filter(
                            server -> server.getFileName().toString().startsWith(name))
                    .toList();
            assertThat(found).as(name).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
