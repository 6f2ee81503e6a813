package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.log.RecordedLog;
import io.registryauth.proxy.pem.OpenSsl;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunningServerTest {
    @TempDir
    Path folder;

    @Test
    void withoutTlsItSpeaksHttp1AloneAndSaysNothingAboutItself() throws Exception {
        try (TestServer server = TestServer.plain()) {
            HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
            HttpResponse<String> response = client.send(server.request("/hello"), BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void withTlsItSpeaksHttp2AndHttp1(Version version) throws Exception {
        try (TestServer server = TestServer.tls(folder)) {
            HttpResponse<String> response =
                    server.client(version).send(server.request("/hello"), BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theNewerTlsVersionsAreSpokenUnderAnyNameThatClientsUse(String version) throws Exception {
        try (TestServer server = TestServer.tls(folder);
                SSLSocket socket = server.handshake(version, "some.other.name")) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(raw(socket, "GET /hello HTTP/1.1\r\nHost: some.other.name\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void theOlderTlsVersionsAreRefused(String version) throws Exception {
        try (TestServer server = TestServer.tls(folder)) {
            String address = "127.0.0.1:" + server.port();
            // Level 0 lets openssl itself offer what it would not by default.
            assertThatThrownBy(() ->
                            OpenSsl.run(folder, "s_client", version, "-cipher", "ALL:@SECLEVEL=0", "-connect", address))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("alert protocol version");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "ftp"})
    void theSchemeIsTheConnectionsWhateverTheClientSays(String scheme) throws Exception {
        String request = "GET " + scheme + "://a.example/url HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";
        try (TestServer server = TestServer.plain()) {
            assertThat(raw(server, request)).endsWith("http://a.example/url secure=false");
        }
        try (TestServer server = TestServer.tls(folder);
                SSLSocket socket = server.handshake("TLSv1.3", "a.example")) {
            assertThat(raw(socket, request)).endsWith("https://a.example/url secure=true");
        }
    }

    /** Other containers have no such attributes, so that nothing would fail without them. */
    @Test
    void bodiesMayBeReadFromJettyItselfAndWrittenToIt() throws Exception {
        try (TestServer server = TestServer.plain()) {
            assertThat(raw(server, "GET /direct HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .endsWith("read=true write=true");
        }
    }

    @Test
    void theErrorsOfTheServerItselfHaveTheRegistrysForm() throws Exception {
        try (TestServer server = TestServer.plain()) {
            assertThat(raw(server, "GET /v2/%2fa HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/json", "{\"errors\":[{\"code\":\"UNSUPPORTED\"")
                    .doesNotContain("Server:");
            assertThat(raw(server, "HEAD /v2/%2fa HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain("Content-Type", "errors");
            assertThat(raw(server, "PUT /fails HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"Server Error\"")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aRequestThatWaitsForTheUpstreamOutlivesTheClientsIdleTimeout() throws Exception {
        try (TestServer server = TestServer.tls(folder, "--client-idle-timeout", "300ms")) {
            for (Version version : Version.values()) {
                HttpResponse<String> response =
                        server.client(version).send(server.request("/slow"), BodyHandlers.ofString());

                assertThat(response.body()).as(version.name()).isEqualTo("late");
            }
        }
    }

    @Test
    void aRunningTransferFinishesWhileItStopsAndNoOtherBegins() throws Exception {
        try (RecordedLog log = new RecordedLog();
                TestServer server = TestServer.plain()) {
            CompletableFuture<HttpResponse<String>> transfer =
                    HttpClient.newHttpClient().sendAsync(server.request("/held"), BodyHandlers.ofString());
            server.application().awaitHeld();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::stop);
            server.awaitRefusal();
            assertThat(stop).isNotDone();

            server.application().release();

            assertThat(transfer.join().body()).isEqualTo("whole");
            stop.join();
            assertThat(log.of("stopping")).singleElement().asString().contains("timeout-ms=25000");
            assertThat(log.of("stop")).hasSize(1);
        }
    }

    @Test
    void aTransferThatTakesLongerThanTheStopTimeoutIsBrokenOff() throws Exception {
        try (TestServer server = TestServer.plain("--stop-timeout", "100ms")) {
            CompletableFuture<HttpResponse<String>> transfer =
                    HttpClient.newHttpClient().sendAsync(server.request("/held"), BodyHandlers.ofString());
            server.application().awaitHeld();

            server.stop();

            assertThat(transfer).failsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void theStartSaysWhereItListensAndWarnsOfPasswordsInTheClear() throws Exception {
        try (RecordedLog log = new RecordedLog()) {
            TestServer.plain("--listen", "0.0.0.0:0").close();
            TestServer.plain().close();

            assertThat(log.of("start"))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("listen=http://0.0.0.0:", "upstream=http://127.0.0.1:5000", " ms=");
            assertThat(log.of("passwords-in-the-clear"))
                    .singleElement()
                    .asString()
                    .contains("level=warn", "0.0.0.0");
        }
    }

    private static String raw(TestServer server, String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            return raw(socket, request);
        }
    }

    private static String raw(Socket socket, String request) throws Exception {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
