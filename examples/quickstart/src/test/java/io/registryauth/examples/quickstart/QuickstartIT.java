package io.registryauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.proxy.e2e.AtTerminal;
import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Markdown;
import io.registryauth.proxy.e2e.Skopeo;
import io.registryauth.proxy.e2e.TestImage;
import io.registryauth.proxy.e2e.TestImage.Layer;
import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs run.sh as a newcomer does. */
class QuickstartIT {

    @Test
    void theWriterPushesTheReaderPullsAndTheNextRunKeepsUsersAndImages(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Skopeo writer = new Skopeo(endpoint, Files.createDirectory(folder.resolve("writer")));
        Skopeo reader = new Skopeo(endpoint, Files.createDirectory(folder.resolve("reader")));
        TestImage image = TestImage.create(folder, new Layer(1, 64));

        try (Daemon first = start(endpoint, data, folder.resolve("first.log"))) {
            assertThat(first.output())
                    .contains(password(data, "admin"), password(data, "reader"))
                    .contains("docker login " + endpoint.host(), "docker push " + endpoint.host());
            writer.login(new User("admin", password(data, "admin"))).succeeded();
            reader.login(new User("reader", password(data, "reader"))).succeeded();
            writer.push(image, "hello:1").succeeded();
            reader.pull(image, "hello:1").succeeded();
            assertThat(reader.pulled("hello:1").id()).isEqualTo(image.id());
            assertThat(reader.push(image, "other:1").failed())
                    .contains(readme().snippet("", "denied: ").strip());
            interrupt(first);
        }

        try (Daemon second = start(endpoint, data, folder.resolve("second.log"))) {
            assertThat(second.output()).doesNotContain(password(data, "admin"), password(data, "reader"));
            reader.pull(image, "hello:1").succeeded();
            assertThat(reader.pulled("hello:1").id()).isEqualTo(image.id());
            interrupt(second);
        }
    }

    @Test
    void aUserWhoIsAddedWhileItRunsLogsIn(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Skopeo client = new Skopeo(endpoint, folder);
        String commands = readme().snippet("", "user add").replace("examples/quickstart/data", data.toString());
        Path script = Files.writeString(folder.resolve("users.sh"), "set -e\ncd ../..\n" + commands);

        try (Daemon run = start(endpoint, data, folder.resolve("run.log"))) {
            try (AtTerminal terminal = AtTerminal.start(withJava(Command.of("bash", script.toString())))) {
                for (String password : List.of("first", "second")) {
                    terminal.answer("New password of janedoe: ", password);
                    terminal.answer("The same once more: ", password);
                }
                terminal.end().succeeded();
            }

            await().untilAsserted(
                            () -> client.login(new User("janedoe", "second")).succeeded());
            interrupt(run);
        }
    }

    @Test
    void itsHelpHasTheOptionsOfTheReadme() throws Exception {
        String help = Command.of("bash", "run.sh", "--help").run().succeeded();

        assertThat(Pattern.compile("(?m)^\\| `(--[a-z]+) [A-Z]+` \\| `([A-Z_]+)` \\|")
                        .matcher(readme().text())
                        .results())
                .hasSize(3)
                .allSatisfy(row -> assertThat(help).contains(row.group(1) + " ", "(" + row.group(2)));
    }

    @Test
    void passwordsAreForTheirOwnerAlone(@TempDir Path folder) throws Exception {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);

        try (Daemon run = start(endpoint, folder, folder.resolve("run.log"))) {
            for (String name : List.of("users.htpasswd", "admin.password", "reader.password")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
            interrupt(run);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed(@TempDir Path folder) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command run = command(new Endpoint(other.getLocalPort(), null), folder);

            assertThat(run.run().failed())
                    .contains("port " + other.getLocalPort() + " of 127.0.0.1 is taken", "--port");
        }
    }

    private static Daemon start(Endpoint endpoint, Path data, Path log) throws IOException {
        return Daemon.start(
                command(endpoint, data), log, () -> Files.readString(log).contains("Ctrl-C ends it"));
    }

    private static Command command(Endpoint endpoint, Path data) {
        // A shell cannot trap a signal that was ignored when it started, as in the background of another shell.
        return withJava(Command.of("env", "--default-signal=INT", "bash", "run.sh"))
                .with("--port", String.valueOf(endpoint.port()), "--data", data.toString());
    }

    private static Command withJava(Command command) {
        return command.withEnvironment(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    }

    private static Markdown readme() throws IOException {
        return Markdown.read(Path.of("README.md"));
    }

    /** Does what Ctrl-C does, and waits until everything that was started has ended. */
    private static void interrupt(Daemon run) throws Exception {
        List<ProcessHandle> all = run.handle().descendants().toList();
        assertThat(all).as("registry and proxy").hasSize(2);
        Command.of("bash", "-c", "kill -INT " + run.handle().pid()).run().succeeded();
        assertThat(run.awaitEnd()).isZero();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    private static String password(Path data, String name) throws IOException {
        return Files.readString(data.resolve(name + ".password")).strip();
    }
}
