package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.WholeApplication;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that send bodies slowly which nobody wants. There are more of them than the container has threads, and each stays
 * silent for longer than a test waits: whoever waits for one of them answers nobody else.
 */
class UnreadBodiesIT extends ProxyTestBase {
    private static final int THREADS = 4;
    private static final int CLIENTS = 3 * THREADS;
    private static final String SIZED = "Content-Length: 100000\r\n\r\nx";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n64\r\nx";

    /** A password that is secret, and a low cost. */
    private static final String USERS = "jane:$2y$04$0lACfVqWNPXRjXY7h3vjAe9OVvA9dzgQBGITg3evNnU0X/PTi5JE.\n";

    @TempDir
    Path folder;

    static Stream<Arguments> refusals() {
        return inEveryContainer(
                List.of(SIZED, CHUNKED),
                "401 PUT /v2/a/manifests/x HTTP/1.1",
                "403 PUT /v2/a/manifests/x HTTP/1.1\r\nAuthorization: Basic amFuZTpzZWNyZXQ=",
                "400 PUT /v2/a;b/manifests/x HTTP/1.1",
                "404 POST /somewhere HTTP/1.1",
                "405 PURGE /v2/a/manifests/x HTTP/1.1",
                "405 POST /health HTTP/1.1",
                "400 GET /health HTTP/1.1",
                "400 HEAD /health HTTP/1.1");
    }

    static Stream<Arguments> answersOfTheProxy() {
        return inEveryContainer(
                List.of(CHUNKED),
                "413 HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig",
                "502 no answer at all\r\n\r\n");
    }

    private static Stream<Arguments> inEveryContainer(List<String> framings, String... cases) {
        return Stream.of(Container.values())
                .flatMap(container -> framings.stream().flatMap(framing -> Arrays.stream(cases)
                        .map(each -> Arguments.of(container, each.substring(0, 3), each.substring(4), framing))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHoldsNoThread(Container container, int status, String request, String framing) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), USERS);
        int port = running(container.start(
                        WholeApplication.class,
                        Map.of(
                                "upstream", healthy().url(),
                                "users", users.toString(),
                                "threads", String.valueOf(THREADS))))
                .port();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client(port).send(request + "\r\nHost: r\r\n" + framing));
        }

        assertThatItIsHealthy(port);
        for (RawClient client : clients) {
            RawClient.Answer answer = client.answer(request.split(" ", 2)[0]);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.headers("Connection")).containsExactly("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("answersOfTheProxy")
    void anAnswerOfTheProxyHoldsNoThread(Container container, int status, String response, String framing)
            throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            if (!Objects.requireNonNull(connection.readHead()).startsWith("GET /v2/ ")) {
                connection.write(response);
                connection.awaitEnd();
            }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        int port = proxy(container, upstream.url(), "threads", String.valueOf(THREADS));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client(port).send("PUT /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\n" + framing));
        }

        for (RawClient client : clients) {
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.whole()).isTrue();
        }
        for (RawClient client : clients) {
            assertThat(client.isClosed()).isTrue();
        }
        assertThatItIsHealthy(port);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalOverHttp2EndsTheStreamAlone(Container container) throws Exception {
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));
        client.start();
        closing(client::stop);
        String health = "http://127.0.0.1:" + proxy(container, healthy().url()) + "/health";
        // Tomcat takes resets at the very beginning of a connection for an attack, and closes it; requests earn it
        // credit.
        for (int i = 0; i < 10; i++) {
            assertThat(client.GET(health).getStatus()).isEqualTo(200);
        }
        CompletableFuture<Result> refused = new CompletableFuture<>();
        AsyncRequestContent content = new AsyncRequestContent();
        client.POST(health).body(content).send(refused::complete);
        content.write(ByteBuffer.allocate(10), Callback.NOOP);
        Result result = refused.get(20, TimeUnit.SECONDS);
        assertThat(result.getResponse().getStatus()).isEqualTo(405);

        ContentResponse next = client.GET(health);
        assertThat(next.getStatus()).isEqualTo(200);
        assertThat(next.getRequest().getConnection().getLocalSocketAddress())
                .isEqualTo(result.getRequest().getConnection().getLocalSocketAddress());
    }

    private ScriptedUpstream healthy() throws Exception {
        return answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    private void assertThatItIsHealthy(int port) throws Exception {
        RawClient.Answer health =
                client(port).send("GET /health HTTP/1.1\r\nHost: r\r\n\r\n").answer();
        assertThat(health.status()).isEqualTo(200);
    }
}
