package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The packaged WAR, run by {@code java -jar} as a person runs it, in front of an upstream that answers everything. */
abstract class StandaloneTestBase {
    private static final String WAR =
            Path.of("target", "registry-proxy-webapp.war").toString();
    private static final Pattern LISTEN = Pattern.compile(" event=start .*listen=(https?)://127\\.0\\.0\\.1:(\\d+) ");
    static final String BLOB = "/v2/team/app/blobs/sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    final CountDownLatch transferring = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService upstreamThreads = Executors.newCachedThreadPool();
    private HttpServer upstream;
    Path users;
    Path out;
    Path err;

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

    Process serve(String... more) throws IOException {
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

    Process java(List<String> options, Map<String, String> environment, String... arguments) throws IOException {
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

    URI awaitStart(Process process) throws IOException {
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

    void awaitLine(String text) {
        // the time within which a renewed certificate must be served
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Files.readString(out)
                .contains(text));
    }

    static HttpResponse<String> get(HttpClient client, URI uri, @Nullable String password) throws Exception {
        return client.send(request(uri, password), BodyHandlers.ofString());
    }

    static HttpRequest request(URI uri, @Nullable String password) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (password != null) {
            request.header("Authorization", "Basic " + encoded(password));
        }
        return request.build();
    }

    static String encoded(String password) {
        return Base64.getEncoder().encodeToString(("jane:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
