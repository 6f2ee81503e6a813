package io.registryauth.examples.proxy;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.RealRegistry;
import io.registryauth.proxy.e2e.Skopeo;
import io.registryauth.proxy.e2e.TestImage;
import io.registryauth.proxy.e2e.TestImage.Layer;
import io.registryauth.proxy.e2e.User;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs run.sh as a newcomer does, in front of a real registry. */
class CustomProxyIT {
    private static final Endpoint ENDPOINT = new Endpoint(Daemon.freePort(), null);

    @TempDir
    private static Path folder;

    private static RealRegistry registry;
    private static Daemon proxy;

    @BeforeAll
    static void start() throws Exception {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER, READER);
        registry = RealRegistry.start(folder);
        proxy = RunSh.start(ENDPOINT, users, registry.uri(), folder.resolve("tomcat.log"));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        registry.close();
    }

    @Test
    void theWriterPushesAndTheReaderPulls() throws Exception {
        Skopeo writer = new Skopeo(ENDPOINT, Files.createDirectory(folder.resolve("writer")));
        Skopeo reader = new Skopeo(ENDPOINT, Files.createDirectory(folder.resolve("reader")));
        TestImage image = TestImage.create(folder, new Layer(1, 64), new Layer(2, 20_000));

        writer.login(WRITER).succeeded();
        reader.login(READER).succeeded();
        writer.push(image, "team/hello:1").succeeded();
        reader.pull(image, "team/hello:1").succeeded();

        assertThat(reader.pulled("team/hello:1").id()).isEqualTo(image.id());
        assertThat(reader.push(image, "team/hello:2").failed()).contains("janedoe may pull but not push");
        assertThat(proxy.output()).doesNotContain(WRITER.password(), READER.password());
    }

    @Test
    void whoIsNotInTheFileIsAStranger() {
        URI root = ENDPOINT.uri().resolve("/v2/");

        assertThat(Http.send(WRITER.withPassword("wrong"), "GET", root, "").statusCode())
                .isEqualTo(401);
        assertThat(Http.send(READER, "GET", root, "").statusCode()).isEqualTo(200);
    }

    @Test
    void strangersAreNotToldWhatServesThem() {
        assertThat(Http.send(WRITER.withPassword("wrong"), "GET", ENDPOINT.uri().resolve("/v2/%7B"), "")
                        .body())
                .isNotEmpty()
                .doesNotContain("Tomcat", "Exception");
        assertThat(Http.send(WRITER, "GET", ENDPOINT.uri().resolve("/metrics"), "")
                        .body())
                .contains("404")
                .doesNotContain("Tomcat", "Exception");
    }

    @Test
    void thereIsNothingButTheRegistry() {
        assertThat(Http.send(WRITER, "GET", ENDPOINT.uri().resolve("/metrics"), "")
                        .statusCode())
                .isEqualTo(404);
    }
}
