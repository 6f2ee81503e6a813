package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README.md, run as they stand there but for addresses. */
class ReadmeCommandsIT {
    private static final String UPSTREAM = "http://127.0.0.1:5000";

    @TempDir
    private Path folder;

    private Markdown readme;

    @AutoClose
    private TestUpstream upstream;

    @BeforeEach
    void prepare() throws Exception {
        readme = Markdown.read(Path.of("..", "README.md"));
        upstream = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
        Files.createSymbolicLink(folder.resolve("registry-proxy-webapp.war"), JavaJar.WAR);
    }

    @Test
    void usersAreAddedChangedListedVerifiedAndDeleted() throws Exception {
        Command commands = bash("users.sh", readme.snippet("sh", " user add "));

        try (AtTerminal terminal = AtTerminal.start(commands)) {
            terminal.answer("New password of admin: ", "a secret");
            terminal.answer("The same once more: ", "a secret");
            terminal.answer("Password of admin: ", "a secret");

            assertThat(terminal.end().succeeded()).contains("admin\tbcrypt\tusable", "ci\tbcrypt\tusable");
        }
        assertThat(folder.resolve("ci.password")).content().matches("[A-Za-z0-9]{24}\n");
        assertThat(Files.readAllLines(folder.resolve("users.htpasswd")))
                .singleElement()
                .asString()
                .startsWith("admin:$2");
    }

    @Test
    void theProxyRunsByItselfWithTls() throws Exception {
        TestCertificates certificates = TestCertificates.create(folder);
        Files.copy(certificates.certificate(), folder.resolve("fullchain.pem"));
        Files.copy(certificates.key(), folder.resolve("privkey.pem"));
        User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        Endpoint endpoint = new Endpoint(Daemon.freePort(), certificates.authority());
        String command = replace(readme.snippet("sh", "--tls-cert"), "0.0.0.0:443", endpoint.host());
        Command curl = Command.of("curl", "--silent", "--fail", "--cacert")
                .with(certificates.authority().resolve("ca.crt").toString());

        try (Daemon proxy = Daemon.start(
                bash("serve.sh", "exec " + replace(command, UPSTREAM, upstream.uri())),
                folder.resolve("proxy.log"),
                () -> curl.with(endpoint.uri() + "/health").run().exit() == 0)) {
            curl.with("--user", WRITER.name() + ':' + WRITER.password(), endpoint.uri() + "/v2/")
                    .run()
                    .succeeded();
            assertThat(proxy.handle().isAlive()).isTrue();
        }
    }

    @Test
    void theEnvironmentTellsAboutTheRegistryAndTheUsers() throws Exception {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        String exports = replace(readme.snippet("sh", "export REGAUTH_"), "/etc/registry/users.htpasswd", users);
        String serve = "exec java -jar registry-proxy-webapp.war --listen " + endpoint.host();

        try (Daemon proxy = Daemon.start(
                bash("serve.sh", replace(exports, UPSTREAM, upstream.uri()) + serve),
                folder.resolve("proxy.log"),
                () -> Http.answers(endpoint.uri().resolve("/health"), 200))) {
            HttpRequest login = HttpRequest.newBuilder(endpoint.uri().resolve("/v2/"))
                    .header("Authorization", WRITER.authorization())
                    .build();
            assertThat(Http.send(login).statusCode()).isEqualTo(200);
            assertThat(proxy.handle().isAlive()).isTrue();
        }
    }

    private static String replace(String text, String part, Object by) {
        assertThat(text).contains(part);
        return text.replace(part, by.toString());
    }

    /** Runs commands one after the other in the folder, until one fails. */
    private Command bash(String name, String commands) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "set -e\ncd '" + folder + "'\n" + commands);
        return Command.of("bash", script.toString())
                .withEnvironment("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    }
}
