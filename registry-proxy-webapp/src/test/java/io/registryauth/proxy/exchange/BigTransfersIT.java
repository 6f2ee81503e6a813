package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.GeneratedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers of more bytes than an int counts, and of more seconds than a proxy servlet allows by default. */
class BigTransfersIT extends ProxyTestBase {
    private static final long BIG = (2L << 30) + 12_345;
    private static final String UPLOAD = "PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nConnection: close\r\n";

    /** Each second one byte: longer in all than the 60 s that Jetty's proxy servlet gives an exchange. */
    private static final int SECONDS = 63;

    /** Answers an upload with its sum, and a download with bytes whose sum is known. */
    private ScriptedUpstream summing() throws Exception {
        return upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                if (head.startsWith("GET")) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + BIG + "\r\n\r\n");
                    new GeneratedBytes(BIG).transferTo(connection.output());
                    connection.output().flush();
                } else {
                    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
                    connection.readBodyTo(sum);
                    String text = String.format("%016x", sum.getChecksum().getValue());
                    connection.write("HTTP/1.1 201 Created\r\nContent-Length: 16\r\n\r\n" + text);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void moreThan2GibibytesGoBothWays(Container container) throws Exception {
        int port = proxy(container, summing().url());
        CheckedOutputStream expected = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
        new GeneratedBytes(BIG).transferTo(expected);
        long sum = expected.getChecksum().getValue();

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, UPLOAD + "Content-Length: " + BIG + "\r\n\r\n");
            new GeneratedBytes(BIG).transferTo(socket.getOutputStream());
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 201")
                    .endsWith(String.format("\r\n\r\n%016x", sum));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\nConnection: close\r\n\r\n");
            CheckedOutputStream body = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
            assertThat(readHead(socket.getInputStream())).contains("\r\nContent-Length: " + BIG + "\r\n");
            assertThat(socket.getInputStream().transferTo(body)).isEqualTo(BIG);
            assertThat(body.getChecksum().getValue()).isEqualTo(sum);
        }
    }

    /** In every container at the same time, since it is waiting that this takes. */
    @Test
    void aByteEachSecondGoesOnForLongerThanAnyTimeoutInBothDirections() throws Exception {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        closing(clock::shutdownNow);
        ScriptedUpstream upstream = upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                if (head.startsWith("GET")) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + SECONDS + "\r\n\r\n");
                    trickle(clock, () -> connection.write("x")).get();
                } else {
                    String body = new String(connection.readBody(), StandardCharsets.US_ASCII);
                    connection.write("HTTP/1.1 201 Created\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                }
            }
        });
        List<CompletableFuture<?>> ends = new ArrayList<>();
        List<RawClient> clients = new ArrayList<>();
        for (Container container : Container.values()) {
            // no pause comes near the idle time-out, so that it is not what ends or spares them
            int port = proxy(container, upstream.url(), "idle", "PT20S");
            clients.add(client(port).send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n"));
            RawClient upload = client(port).send(UPLOAD + "Content-Length: " + SECONDS + "\r\n\r\n");
            clients.add(upload);
            ends.add(trickle(clock, () -> upload.send("x")));
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).get(3, TimeUnit.MINUTES);
        for (RawClient client : clients) {
            assertThat(client.answer().text()).isEqualTo("x".repeat(SECONDS));
        }
    }

    /** Something that happens each second. */
    private interface Step {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> trickle(ScheduledExecutorService clock, Step step) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        AtomicInteger count = new AtomicInteger();
        ScheduledFuture<?> steps = clock.scheduleAtFixedRate(
                () -> {
                    try {
                        step.run();
                        if (count.incrementAndGet() == SECONDS) {
                            end.complete(null);
                        }
                    } catch (IOException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                0,
                1,
                TimeUnit.SECONDS);
        return end.whenComplete((done, failure) -> steps.cancel(false));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the end comes after %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
