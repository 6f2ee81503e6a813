package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see when more of them come than the registry is sent at once. */
class ProxyQueueIT extends ProxyTestBase {
    private static final String GET = "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n";

    private final CountDownLatch held = new CountDownLatch(1);

    /** Answers nothing until it is let go, then everything. */
    private ScriptedUpstream holding() throws Exception {
        return upstream(connection -> {
            while (connection.readHead() != null) {
                held.await();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void answers503WhenNoConnectionBecomesFreeInTime(Container container) throws Exception {
        ScriptedUpstream upstream = holding();
        int port = proxy(container, upstream.url(), "connections", "1", "connect", "PT0.5S", "queue", "PT2S");
        RawClient served = client(port).send(GET);
        upstream.nextHead();

        assertIsBusy(client(port).send(GET).answer());

        held.countDown();
        assertThat(served.answer().text()).isEqualTo("ok");
        assertThat(client(port).send(GET).answer().text()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers503AtOnceWhenTooManyWait(Container container) throws Exception {
        ScriptedUpstream upstream = holding();
        int port = proxy(container, upstream.url(), "connections", "1", "queued", "1", "queue", "PT1H");
        RawClient served = client(port).send(GET);
        upstream.nextHead();

        ExecutorService threads = Executors.newFixedThreadPool(2);
        closing(threads::shutdownNow);
        List<CompletableFuture<RawClient.Answer>> others = Stream.of(client(port), client(port))
                .map(client -> CompletableFuture.supplyAsync(() -> ask(client), threads))
                .toList();
        // whichever came first waits, and only the other has an answer
        CompletableFuture<Object> first = CompletableFuture.anyOf(others.toArray(CompletableFuture<?>[]::new));
        assertIsBusy((RawClient.Answer) first.get(20, TimeUnit.SECONDS));

        held.countDown();
        assertThat(served.answer().text()).isEqualTo("ok");
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<RawClient.Answer> other : others) {
            statuses.add(other.get(20, TimeUnit.SECONDS).status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 503);
        assertThat(client(port).send(GET).answer().text()).isEqualTo("ok");
    }

    /** Who asks before it sends a large body need not send it. */
    @Test
    void anUploadThatIsRefusedIsNotInvited() throws Exception {
        ScriptedUpstream upstream = holding();
        int port = proxy(Container.STANDALONE, upstream.url(), "connections", "1", "queue", "PT0.5S");
        RawClient served = client(port).send(GET);
        upstream.nextHead();

        RawClient refused = client(port)
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\n"
                        + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
        assertIsBusy(refused.answer());
        assertThat(refused.isClosed()).isTrue();

        held.countDown();
        assertThat(served.answer().text()).isEqualTo("ok");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Container.values()).flatMap(container -> Stream.of(true, false)
                .flatMap(waits -> Stream.of(
                        Arguments.of(container, waits, "/v2/a/blobs/uploads/u", 503),
                        Arguments.of(container, waits, "/health", 405))));
    }

    /** Some send without leave, at once or when they have waited long enough. Their bodies look like requests here. */
    @ParameterizedTest
    @MethodSource("refusals")
    void anUploadThatIsSentThoughItIsRefusedGetsOneAnswer(Container container, boolean waits, String path, int status)
            throws Exception {
        ScriptedUpstream upstream = holding();
        int port = proxy(container, upstream.url(), "connections", "1", "queue", "PT0.5S");
        RawClient served = client(port).send(GET);
        upstream.nextHead();

        String head = "PATCH " + path + " HTTP/1.1\r\nHost: r\r\nContent-Length: " + GET.length()
                + "\r\nExpect: 100-continue\r\n\r\n";
        RawClient refused = client(port).send(waits ? head : head + GET);
        RawClient.Answer answer = refused.finalAnswer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.whole()).isTrue();

        held.countDown();
        String next = "GET " + ProxyApplication.WITHOUT_TARGET + " HTTP/1.1\r\nHost: r\r\nConnection: close\r\n\r\n";
        assertThat(statusIfAny(refused, waits ? GET + next : next)).isIn(0, 500);
        assertThat(refused.isClosed()).isTrue();
        assertThat(served.answer().text()).isEqualTo("ok");
        assertThat(upstream.unseenHeads()).isZero();
    }

    /** The status of the answer to what is sent; 0 when the connection is closed instead. */
    private static int statusIfAny(RawClient client, String sent) throws IOException {
        try {
            return client.send(sent).answer().status();
        } catch (SocketException e) {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandDownloadsAreUnderWayTogether(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                held.await();
                connection.write("k");
            }
        });
        int port = proxy(container, upstream.url());
        List<RawClient> downloads = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            RawClient download = client(port).send(GET);
            downloads.add(download);
            if (i % 50 == 0) {
                // no more at once than containers let wait before they look
                download.awaitAnswer();
            }
        }
        for (RawClient download : downloads) {
            download.awaitAnswer();
        }
        assertThat(upstream.connections()).isGreaterThanOrEqualTo(downloads.size());

        held.countDown();
        for (RawClient download : downloads) {
            assertThat(download.answer().text()).isEqualTo("ok");
        }
    }

    @Test
    void connectingMayTakeLongerThanTheTurnOfARequest() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(deaf);
            String url = "http://127.0.0.1:" + deaf.getLocalPort();
            RawClient.Answer answer = client(proxy(Container.STANDALONE, url, "connect", "PT2S", "queue", "PT1.5S"))
                    .send(GET)
                    .answer();
            assertThat(answer.status()).isEqualTo(502);
        }
    }

    /** Makes connections that nobody accepts until the system takes no more: those who come now get no answer at all. */
    private void fill(ServerSocket deaf) throws IOException {
        while (true) {
            Socket socket = closing(new Socket());
            try {
                socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    private static RawClient.Answer ask(RawClient client) {
        try {
            return client.send(GET).answer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertIsBusy(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.headers("Retry-After")).containsExactly("5");
        assertThat(answer.headers("Content-Type")).first().asString().startsWith("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"errors\":[{\"code\":\"UNAVAILABLE\",\"message\":"
                        + "\"the registry is busy; try again later\",\"detail\":null}]}");
    }
}
