package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the packaged WAR makes of its settings, and what it prints. */
class StandaloneIT extends StandaloneTestBase {
    @Test
    void helpAndVersionGoToStandardOutput() throws Exception {
        assertThat(java(List.of(), Map.of(), "--help").waitFor()).isZero();
        assertThat(Files.readString(out)).contains("--upstream=URL", "REGAUTH_UPSTREAM", "http://127.0.0.1:5000");

        assertThat(java(List.of(), Map.of(), "--version").waitFor()).isZero();
        assertThat(Files.readString(out)).matches("registry-proxy-webapp \\d\\S+\\R");
        assertThat(Files.readString(err)).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsOneMessageWithExitCode2() throws Exception {
        Process process = java(
                List.of("-Dregauth.stop-timeout=soon", "-Dregauth.nonsense=1"),
                Map.of("REGAUTH_REALM", "\u0007"),
                "--users",
                "/no/such/file",
                "--tls-cert",
                "/no/such/cert",
                "--upstraem",
                "http://a",
                "--listen",
                "a");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(out)).isEmpty();
        assertThat(Files.readString(err))
                .startsWith("registry-proxy-webapp cannot start:\n")
                .contains(
                        "--upstraem: there is no such flag; did you mean --upstream?",
                        "system property regauth.nonsense: there is no such setting",
                        "system property regauth.stop-timeout: \"soon\" is not a time",
                        "REGAUTH_REALM: ",
                        "--listen: \"a\" is not HOST:PORT",
                        "users: ",
                        "/no/such/file",
                        "tls-cert: /no/such/cert: there is no such file; check its name",
                        "tls-key: name the private key as well");
    }

    @Test
    void aFlagCountsBeforeAPropertyAndThatBeforeAVariable() throws Exception {
        Process process = java(
                List.of("-Dregauth.realm=property", "-Dregauth.users=" + users),
                Map.of(
                        "REGAUTH_REALM",
                        "variable",
                        "REGAUTH_USERS",
                        "/none",
                        "REGAUTH_LISTEN",
                        "127.0.0.1:0",
                        "REGAUTH_PORT_80_TCP",
                        "x"),
                "--realm",
                "flag");
        URI server = awaitStart(process);

        HttpResponse<String> response = get(HttpClient.newHttpClient(), server.resolve("/v2/"), null);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("realm=\"flag\"");
        assertThat(Files.readString(out))
                .contains("level=warn event=setting-ignored problem=\"REGAUTH_PORT_80_TCP: there is no such setting");
    }

    @Test
    void eachRequestIsLoggedOnOneLineAndNoPasswordIs() throws Exception {
        URI server = awaitStart(serve());
        HttpClient client = HttpClient.newHttpClient();

        assertThat(get(client, server.resolve("/v2/team/app/tags/list"), "secret")
                        .body())
                .isEqualTo("upstream");
        assertThat(get(client, server.resolve("/v2/"), "wrong-password").statusCode())
                .isEqualTo(401);
        Awaitility.await().until(() -> Files.readString(out).contains("path=/v2/\n"));

        String log = Files.readString(out);
        assertThat(log.lines()).allMatch(line -> line.matches("time=\\S+Z level=(info|warn|error) event=\\S+( .*)?"));
        assertThat(log)
                .containsPattern("event=access user=jane method=GET repository=team/app status=200 bytes=8 ms=\\d+"
                        + " client=127.0.0.1 path=/v2/team/app/tags/list")
                .containsPattern("level=warn event=refused status=401 user=jane .*client=127.0.0.1");
        assertThat(log + Files.readString(err))
                .doesNotContain("secret", "wrong-password", "Basic ", encoded("secret"), encoded("wrong-password"));
    }
}
