package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.Held;
import io.registryauth.proxy.buffer.TransferBuffers;
import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.settings.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConnectionFactoryIT {
    private static final int RECORD = 1000;
    private static final int ANSWER = 60_000;

    private final TransferBuffers buffers = new TransferBuffers(16 * 1024, 128 * 1024);
    private final Held held = new Held();
    private final Server server = new Server(null, null, buffers);
    private final AtomicInteger writes = new AtomicInteger();
    private final List<Integer> pieces = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        OpenSsl.selfSigned(folder, "server");
        TlsFiles files = new TlsFiles(folder.resolve("server.crt"), folder.resolve("server.key"));
        Problems problems = new Problems();
        TlsIdentity identity =
                TlsIdentity.parse(files, files.read(problems), problems).orElseThrow();
        HttpConnectionFactory http = new HttpConnectionFactory();
        http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        connector =
                new ServerConnector(
                        server, new TlsConnectionFactory(JettyServer.tls(identity), http.getProtocol()), http) {
                    @Override
                    protected SocketChannelEndPoint newEndPoint(
                            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                        return new CountingEndPoint(channel, selector, key);
                    }
                };
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ReadsAndAnswers());
        held.count("buffers", buffers);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        Awaitility.await().untilAsserted(() -> assertThat(held.get()).isEmpty());
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void recordsThatCameTogetherAreReadAtOnce(String version) throws Exception {
        try (Corked corked = new Corked(connector.getLocalPort());
                SSLSocket client = handshake(corked, version)) {
            corked.cork();
            send(client, head(4 * RECORD));
            for (int i = 0; i < 4; i++) {
                send(client, new byte[RECORD]);
            }
            corked.uncork();

            assertThat(answer(client)).isEqualTo(ANSWER);
        }
        assertThat(pieces).containsExactly(4 * RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anAnswerOfSeveralRecordsIsWrittenAtOnce(String version) throws Exception {
        try (Corked corked = new Corked(connector.getLocalPort());
                SSLSocket client = handshake(corked, version)) {
            send(client, head(0));

            assertThat(answer(client)).isEqualTo(ANSWER);
        }
        assertThat(writes).hasValue(1);
    }

    /** The end comes to Jetty by itself, after the bytes before it. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anEndAfterRecordsComesAfterTheirBytes(String version) throws Exception {
        try (Corked corked = new Corked(connector.getLocalPort());
                SSLSocket client = handshake(corked, version)) {
            sendARecordAndTheEnd(corked, client, 3 * RECORD);

            Awaitility.await().untilAsserted(() -> assertThat(pieces).containsExactly(RECORD, -1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatHasSaidAllIsAnswered(String version) throws Exception {
        try (Corked corked = new Corked(connector.getLocalPort());
                SSLSocket client = handshake(corked, version)) {
            sendARecordAndTheEnd(corked, client, RECORD);

            Awaitility.await().untilAsserted(() -> assertThat(writes.get()).isPositive());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aRecordThatComesInPartsIsReadWhenItIsWhole(String version) throws Exception {
        try (Corked corked = new Corked(connector.getLocalPort());
                SSLSocket client = handshake(corked, version)) {
            send(client, head(3 * RECORD));
            corked.cork();
            send(client, new byte[RECORD]);
            send(client, new byte[2 * RECORD]);
            corked.uncork(RECORD + 500);
            Awaitility.await().untilAsserted(() -> assertThat(pieces).containsExactly(RECORD));
            corked.uncork();

            assertThat(answer(client)).isEqualTo(ANSWER);
        }
        assertThat(pieces).containsExactly(RECORD, 2 * RECORD);
    }

    private static SSLSocket handshake(Corked corked, String version) throws IOException {
        SSLSocket client =
                (SSLSocket) Trust.all().getSocketFactory().createSocket(corked, "127.0.0.1", corked.getPort(), false);
        client.setEnabledProtocols(new String[] {version});
        client.startHandshake();
        return client;
    }

    private static byte[] head(int length) {
        return ("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(SSLSocket client, byte[] record) throws IOException {
        client.getOutputStream().write(record);
    }

    /** Sends a request, one record of its body, and the end of the connection in one segment. */
    private static void sendARecordAndTheEnd(Corked corked, SSLSocket client, int length) throws IOException {
        corked.cork();
        send(client, head(length));
        send(client, new byte[RECORD]);
        client.shutdownOutput();
        corked.uncork();
    }

    /** How long the body of the answer is. */
    private static int answer(SSLSocket client) throws IOException {
        String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        return answer.length() - answer.indexOf("\r\n\r\n") - 4;
    }

    /** Notes the pieces in which a body comes, and answers. */
    private final class ReadsAndAnswers extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            read(request, response, callback);
            return true;
        }

        private void read(Request request, Response response, Callback callback) {
            Content.Chunk piece = request.read();
            if (piece == null) {
                request.demand(() -> read(request, response, callback));
            } else if (Content.Chunk.isFailure(piece)) {
                pieces.add(-1);
                callback.failed(piece.getFailure());
            } else {
                if (piece.hasRemaining()) {
                    pieces.add(piece.remaining());
                }
                piece.release();
                if (piece.isLast()) {
                    writes.set(0);
                    response.write(true, ByteBuffer.allocate(ANSWER), callback);
                } else {
                    read(request, response, callback);
                }
            }
        }
    }

    /** Counts the calls that write an answer; those that follow it say good-bye. */
    private final class CountingEndPoint extends SocketChannelEndPoint {
        CountingEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            super(channel, selector, key, connector.getScheduler());
        }

        @Override
        public boolean flush(ByteBuffer... bytes) throws IOException {
            if (bytes[0].remaining() > RECORD) {
                writes.incrementAndGet();
            }
            return super.flush(bytes);
        }
    }

    /** A socket that can hold back what is written, to send it in one segment. */
    private static final class Corked extends Socket {
        private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream();
        private boolean corked;

        Corked(int port) throws IOException {
            super("127.0.0.1", port);
            setTcpNoDelay(true);
        }

        void cork() {
            corked = true;
        }

        void uncork() throws IOException {
            uncork(heldBack.size());
            corked = false;
        }

        /** Sends that many bytes of what is held back. */
        void uncork(int length) throws IOException {
            byte[] all = heldBack.toByteArray();
            heldBack.reset();
            heldBack.write(all, length, all.length - length);
            super.getOutputStream().write(all, 0, length);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream socket = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    (corked ? heldBack : socket).write(bytes, offset, length);
                }

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }
            };
        }
    }
}
