package io.registryauth.proxy.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.registryauth.proxy.pem.OpenSsl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged WAR, run by {@code java -jar} as a person runs it. */
class StandaloneIT {
    private static final String WAR =
            Path.of("target", "registry-proxy-webapp.war").toString();
    private static final Pattern LISTEN = Pattern.compile(" event=start .*listen=(https?)://127\\.0\\.0\\.1:(\\d+) ");
    private static final String BLOB = "/v2/team/app/blobs/sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final CountDownLatch transferring = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService upstreamThreads = Executors.newCachedThreadPool();
    private HttpServer upstream;
    private Path users;
    private Path out;
    private Path err;

    @BeforeEach
    void startUpstream() throws Exception {
        users = Files.writeString(
                folder.resolve("users"), "jane:$2y$04$0lACfVqWNPXRjXY7h3vjAe9OVvA9dzgQBGITg3evNnU0X/PTi5JE.\n");
        out = folder.resolve("out");
        err = folder.resolve("err");
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(upstreamThreads);
        upstream.createContext("/", this::answer);
        upstream.start();
    }

    @AfterEach
    void stopAll() throws Exception {
        released.countDown();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        upstream.stop(0);
        upstreamThreads.shutdownNow();
    }

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
                        "tls-cert: there is no file /no/such/cert",
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
                .containsPattern("level=warn event=denied status=401 user=jane .*client=127.0.0.1");
        assertThat(log + Files.readString(err))
                .doesNotContain("secret", "wrong-password", "Basic ", encoded("secret"), encoded("wrong-password"));
    }

    @Test
    void aRenewedCertificateIsServedWithoutARestart() throws Exception {
        OpenSsl.selfSigned(folder, "old");
        OpenSsl.selfSigned(folder, "new");
        Path cert = Files.copy(folder.resolve("old.crt"), folder.resolve("tls.crt"));
        Path key = Files.copy(folder.resolve("old.key"), folder.resolve("tls.key"));
        URI server = awaitStart(serve("--tls-cert", cert.toString(), "--tls-key", key.toString()));
        HttpClient client = HttpClient.newBuilder().sslContext(Trust.all()).build();
        HttpResponse<String> response = get(client, server.resolve("/v2/"), "secret");
        assertThat(response.body()).isEqualTo("upstream");
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(subject(server)).isEqualTo("CN=old");

        Files.writeString(cert, "broken");
        awaitLine("event=tls-renewal-refused");
        assertThat(subject(server)).isEqualTo("CN=old");

        Files.copy(folder.resolve("new.crt"), cert, REPLACE_EXISTING);
        Files.copy(folder.resolve("new.key"), key, REPLACE_EXISTING);
        awaitLine("event=tls-renewed");
        assertThat(subject(server)).isEqualTo("CN=new");
    }

    @Test
    void aTransferThatRunsAtSigtermFinishes() throws Exception {
        Process process = serve();
        URI server = awaitStart(process);
        HttpRequest request = request(server.resolve(BLOB), "secret");
        CompletableFuture<HttpResponse<String>> transfer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        transferring.await();

        process.destroy();
        awaitLine("event=stopping");
        assertThat(transfer).isNotDone();
        released.countDown();

        assertThat(transfer.join().body()).isEqualTo("first second");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(Files.readString(out)).contains(" event=stop ");
    }

    @Test
    void aTransferThatOutlastsTheStopTimeoutDoesNotHoldTheEndUpAndNeverLooksWhole() throws Exception {
        Process process = serve("--stop-timeout", "1s");
        URI server = awaitStart(process);
        HttpRequest request = request(server.resolve(BLOB), "secret");
        CompletableFuture<HttpResponse<String>> transfer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        transferring.await();

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        // an error, where nothing had been sent off; else a broken connection
        assertThat(transfer.handle((response, failure) -> failure == null ? response.statusCode() : 0)
                        .join())
                .isIn(0, 500, 502, 503);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(BLOB)) {
                exchange.sendResponseHeaders(200, "upstream".length());
                exchange.getResponseBody().write("upstream".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            exchange.sendResponseHeaders(200, "first second".length());
            exchange.getResponseBody().write("first ".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            transferring.countDown();
            released.await();
            exchange.getResponseBody().write("second".getBytes(StandardCharsets.US_ASCII));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process serve(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--users",
                users.toString(),
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "http://127.0.0.1:" + upstream.getAddress().getPort()));
        arguments.addAll(List.of(more));
        return java(List.of(), Map.of(), arguments.toArray(String[]::new));
    }

    private Process java(List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", WAR));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private URI awaitStart(Process process) throws IOException {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !process.isAlive()
                        || LISTEN.matcher(Files.readString(out)).find());
        Matcher matcher = LISTEN.matcher(Files.readString(out));
        assertThat(matcher.find())
                .as(Files.readString(out) + Files.readString(err))
                .isTrue();
        return URI.create(matcher.group(1) + "://127.0.0.1:" + matcher.group(2));
    }

    private void awaitLine(String text) {
        // the time within which a renewed certificate must be served
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Files.readString(out)
                .contains(text));
    }

    private static HttpResponse<String> get(HttpClient client, URI uri, @Nullable String password) throws Exception {
        return client.send(request(uri, password), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI uri, @Nullable String password) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (password != null) {
            request.header("Authorization", "Basic " + encoded(password));
        }
        return request.build();
    }

    private static String encoded(String password) {
        return Base64.getEncoder().encodeToString(("jane:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String subject(URI server) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) Trust.all().getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
