package io.registryauth.examples.deployments;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.RealRegistry;
import io.registryauth.proxy.e2e.Skopeo;
import io.registryauth.proxy.e2e.TestCertificates;
import io.registryauth.proxy.e2e.TestImage;
import io.registryauth.proxy.e2e.TestImage.Layer;
import io.registryauth.proxy.e2e.User;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What holds of the proxy wherever an example deploys it: it speaks TLS, in front of a real registry. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DeploymentContract {

    /**
     * What an example is deployed to.
     *
     * @param folder a new one, which holds the other files
     * @param port of the loopback address, for the proxy
     */
    record Site(Path folder, int port, URI upstream, Path users, TestCertificates tls) {}

    private Path folder;
    private Endpoint endpoint;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    @SuppressWarnings("UnusedVariable") // to be closed
    private Daemon server;

    /** The command that runs the proxy, once the example's own steps have been done. */
    abstract Command deploy(Site site) throws Exception;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        registry = RealRegistry.start(folder, "");
        TestCertificates tls = TestCertificates.create(folder);
        endpoint = new Endpoint(Daemon.freePort(), tls.authority());
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER, READER);
        Command command = deploy(new Site(folder, endpoint.port(), registry.uri(), users, tls));
        Command health = curl("/health", "--fail");
        server = Daemon.start(
                command, folder.resolve("server.log"), () -> health.run().exit() == 0);
    }

    @Test
    void whatTheWriterPushesTheReaderPulls() throws Exception {
        TestImage image = TestImage.create(folder, new Layer(1, 64));
        Skopeo writer = loggedIn(WRITER);
        Skopeo reader = loggedIn(READER);

        writer.push(image, "hello:1").succeeded();

        reader.pull(image, "hello:1").succeeded();
        assertThat(reader.pulled("hello:1").id()).isEqualTo(image.id());
        assertThat(reader.push(image, "hello:2").failed()).contains("janedoe may pull but not push");
    }

    @Test
    void aRefusedUploadHearsOfItBeforeItIsSent() throws Exception {
        Path layer = Files.write(folder.resolve("layer"), new byte[64 * 1024]);

        String answer = curl("/v2/hello/blobs/uploads/1", "--verbose", "--http1.1", "--header", "Expect: 100-continue")
                .with("--upload-file", layer.toString(), "--user", READER.name() + ':' + READER.password())
                .run()
                .succeeded();

        assertThat(answer).contains("HTTP/1.1 403", "DENIED").doesNotContain("HTTP/1.1 100");
    }

    @Test
    void clientsMaySpeakHttp2() {
        assertThat(curl("/v2/", "--write-out", " %{http_version}").run().succeeded())
                .contains("UNAUTHORIZED")
                .endsWith(" 2");
    }

    /** What a question for the registry is answered. */
    final int status(User user) {
        return Integer.parseInt(curl("/v2/", "--output", "/dev/null", "--write-out", "%{http_code}")
                .with("--user", user.name() + ':' + user.password())
                .run()
                .succeeded());
    }

    private Command curl(String path, String... options) {
        return Command.of("curl", "--silent", "--cacert", authority().toString())
                .with(endpoint.uri() + path)
                .with(options);
    }

    private Path authority() {
        return folder.resolve("authority/ca.crt");
    }

    private Skopeo loggedIn(User user) throws Exception {
        Skopeo client = new Skopeo(endpoint, Files.createTempDirectory(folder, "client"));
        client.login(user).succeeded();
        return client;
    }
}
