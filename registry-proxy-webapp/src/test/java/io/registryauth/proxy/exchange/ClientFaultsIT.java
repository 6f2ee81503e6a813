package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.WholeApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are slow, that say one thing and do another, or that send what nobody wants. */
class ClientFaultsIT extends ProxyTestBase {
    private static final int THREADS = 4;
    private static final int CLIENTS = 3 * THREADS;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String GET = "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n";
    private static final String UPLOAD = "PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\n";

    /** A password that is secret, a low cost, and a right to read alone. */
    private static final String USERS = "jane:$2y$04$0lACfVqWNPXRjXY7h3vjAe9OVvA9dzgQBGITg3evNnU0X/PTi5JE.\n";

    @TempDir
    Path folder;

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    private ScriptedUpstream storing() throws Exception {
        return upstream(connection -> {
            while (connection.readHead() != null) {
                bodies.add(new String(connection.readBody(), java.nio.charset.StandardCharsets.ISO_8859_1));
                connection.write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void slowUploadsHoldNoThread(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(container, upstream.url(), "threads", String.valueOf(THREADS));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client(port).send(UPLOAD + "Content-Length: 5\r\n\r\n"));
        }
        for (char part : "hell".toCharArray()) {
            for (RawClient client : clients) {
                client.send(String.valueOf(part));
            }
            assertThat(client(port).send(GET).answer().status()).isEqualTo(201);
            assertThat(bodies.take()).isEmpty();
        }
        for (RawClient client : clients) {
            assertThat(client.send("o").answer().status()).isEqualTo(201);
            assertThat(bodies.take()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowDownloadsHoldNoThreadAndLittleMemory(Container container) throws Exception {
        int length = 50 * MEBIBYTE;
        AtomicLong sent = new AtomicLong();
        ScriptedUpstream upstream = upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                int size = head.contains("/blobs/") ? length : 0;
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                byte[] block = new byte[65536];
                for (int left = size; left > 0; left -= block.length) {
                    connection.write(block);
                    sent.addAndGet(block.length);
                }
            }
        });
        int port = proxy(container, upstream.url(), "threads", String.valueOf(THREADS));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client(port).send(GET));
        }
        for (int i = 0; i < CLIENTS; i++) {
            upstream.nextHead();
        }
        RawClient.Answer other =
                client(port).send(GET.replace("blobs", "manifests")).answer();
        assertThat(other.status()).isEqualTo(200);
        // what the system holds for a connection, on either side of the proxy, is some megabytes
        assertThat(sent.get()).isLessThan((long) CLIENTS * length / 2);

        RawClient.Answer answer = clients.get(0).answer();
        assertThat(answer.whole()).isTrue();
        assertThat(answer.body()).hasSize(length);
        for (RawClient client : clients) {
            client.reset();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyShorterThanAnnouncedIsNoWholeOne(Container container) throws Exception {
        CompletableFuture<Boolean> broken = new CompletableFuture<>();
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            try {
                connection.readBody();
                broken.complete(false);
            } catch (IOException e) {
                broken.complete(true);
            }
        });
        RawClient client = client(proxy(container, upstream.url())).send(UPLOAD + "Content-Length: 10\r\n\r\nhello");
        upstream.nextHead();
        client.endOutput();
        assertThat(client.answer().status()).isIn(400, 0);
        assertThat(broken.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatComeTogetherAreAnsweredInTurn(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                String answer = head.substring(0, head.indexOf(" HTTP")) + " "
                        + new String(connection.readBody(), java.nio.charset.StandardCharsets.ISO_8859_1);
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            }
        });
        RawClient client = client(proxy(container, upstream.url()))
                .send(GET + "PUT /v2/a/manifests/t HTTP/1.1\r\nHost: r\r\nContent-Length: 5\r\n\r\nhello"
                        + UPLOAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nworld\r\n0\r\n\r\n"
                        + GET.replace("/b ", "/c "));
        assertThat(client.answer().text()).isEqualTo("GET /v2/a/blobs/b ");
        assertThat(client.answer().text()).isEqualTo("PUT /v2/a/manifests/t hello");
        assertThat(client.answer().text()).isEqualTo("PATCH /v2/a/blobs/uploads/u world");
        assertThat(client.answer().text()).isEqualTo("GET /v2/a/blobs/c ");
    }

    @ParameterizedTest
    @EnumSource
    void twoLengthsAreRefused(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        RawClient client = client(proxy(container, upstream.url()))
                .send(UPLOAD + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!");
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.isClosed()).isTrue();
        assertThat(upstream.connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedUploadOfAGigabyteIsToldSoWhileItSends(Container container) throws Exception {
        RawClient client = client(denying(container)).send(denied(""));
        CompletableFuture<RawClient.Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return client.answer();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        // no more than the proxy reads before it closes, so that the answer is not lost on the way
        byte[] block = new byte[8192];
        for (int sent = 0; sent < MEBIBYTE / 2 && !answer.isDone(); sent += block.length) {
            client.send(block);
        }
        assertDenied(answer.get(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedUploadOfAGigabyteIsToldSoBeforeItSends(Container container) throws Exception {
        RawClient client = client(denying(container)).send(denied("Expect: 100-continue\r\n"));
        RawClient.Answer answer = client.answer();
        if (answer.status() == 100) {
            // Tomcat gives leave before any filter
            assertThat(container.isJetty()).isFalse();
            answer = client.answer();
        }
        assertDenied(answer);
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedUploadOfAGigabyteIsNotReadToItsEnd(Container container) throws Exception {
        RawClient client = client(denying(container)).send(denied(""));
        CountDownLatch refused = new CountDownLatch(1);
        byte[] block = new byte[65536];
        long sent = 0;
        try {
            for (; sent < 1024L * MEBIBYTE; sent += block.length) {
                client.send(block);
            }
        } catch (IOException e) {
            refused.countDown();
        }
        assertThat(refused.getCount()).isZero();
        // some megabytes lie in buffers of the system
        assertThat(sent).isLessThan(64L * MEBIBYTE);
    }

    private int denying(Container container) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), USERS);
        return running(container.start(
                        WholeApplication.class, Map.of("upstream", storing().url(), "users", users.toString())))
                .port();
    }

    private static String denied(String field) {
        return UPLOAD + "Authorization: Basic amFuZTpzZWNyZXQ=\r\n" + field + "Content-Length: 1073741824\r\n\r\n";
    }

    private void assertDenied(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.text()).contains("DENIED");
        assertThat(bodies).isEmpty();
    }
}
