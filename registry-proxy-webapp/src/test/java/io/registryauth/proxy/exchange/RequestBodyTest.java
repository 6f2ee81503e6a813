package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final int KIBIBYTE = 1024;

    private static final String JETTY = "jetty/12.1.0";
    private static final String TOMCAT = "Apache Tomcat/10.1.0";

    private final HttpServletRequest request = mock(HttpServletRequest.class);

    @ParameterizedTest
    @ValueSource(strings = {JETTY, TOMCAT})
    void piecesThatAreThereGoOnTogether(String container) throws Exception {
        assertThat(passedOn(container, 3, 5, 7)).containsExactly(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {JETTY, TOMCAT})
    void theyFillABufferAndNoMore(String container) throws Exception {
        assertThat(passedOn(container, 20 * KIBIBYTE, 20 * KIBIBYTE, 20 * KIBIBYTE))
                .containsExactly(32 * KIBIBYTE, 28 * KIBIBYTE);
    }

    @Test
    void inJettyNoThreadWaitsForTheRegistry() throws Exception {
        RequestBody body = body(JETTY, new Pieces(20 * KIBIBYTE, 20 * KIBIBYTE));

        body.onDataAvailable();

        Content.Chunk first = body.read();
        assertThat(first.remaining()).isEqualTo(32 * KIBIBYTE);
        assertThat(body.read()).isNull();
        first.release();
        assertThat(body.read().remaining()).isEqualTo(8 * KIBIBYTE);
    }

    @Test
    void elsewhereTheContainersThreadWaits() throws Exception {
        RequestBody body = body(TOMCAT, new Pieces(20 * KIBIBYTE, 20 * KIBIBYTE));
        Thread reader = new Thread(() -> read(body));
        reader.start();
        Content.Chunk first = Awaitility.await().until(body::read, read -> read != null);
        Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);

        first.release();

        assertThat(Awaitility.await().until(body::read, read -> read != null).remaining())
                .isEqualTo(8 * KIBIBYTE);
        body.stop();
        reader.join(20_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void nothingIsReadAnyMoreOnceTheContainerHasTakenTheRequestBack() throws Exception {
        Pieces pieces = new Pieces(20 * KIBIBYTE, 20 * KIBIBYTE);
        RequestBody body = body(JETTY, pieces);
        body.onDataAvailable();
        Content.Chunk first = body.read();

        body.gate().close(() -> {});
        first.release();

        assertThat(body.read()).isNull();
        assertThat(pieces.available()).isEqualTo(8 * KIBIBYTE);
    }

    @Test
    void aFailureToReadOnFailsTheBody() throws Exception {
        Pieces pieces = new Pieces(40 * KIBIBYTE);
        RequestBody body = body(JETTY, pieces);
        body.onDataAvailable();
        Content.Chunk first = body.read();

        IOException failure = new EOFException("gone");
        pieces.failure = failure;
        first.release();

        assertThat(body.clientFailure()).isSameAs(failure);
        assertThat(body.read().getFailure()).isSameAs(failure);
    }

    private RequestBody body(String container, Pieces pieces) throws Exception {
        ServletContext context = mock(ServletContext.class);
        when(context.getServerInfo()).thenReturn(container);
        when(request.getServletContext()).thenReturn(context);
        when(request.getInputStream()).thenReturn(pieces);
        when(request.getProtocol()).thenReturn("HTTP/2.0");
        return RequestBody.of(request);
    }

    private static void read(RequestBody body) {
        try {
            body.onDataAvailable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lengths in which a body goes on whose pieces are all there. */
    private List<Integer> passedOn(String container, Integer... pieces) throws Exception {
        RequestBody body = body(container, new Pieces(pieces));
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(body));
        List<Integer> lengths = new ArrayList<>();
        Content.Chunk chunk;
        do {
            chunk = Awaitility.await().until(body::read, read -> read != null);
            if (chunk.hasRemaining()) {
                lengths.add(chunk.remaining());
            }
            chunk.release();
        } while (!chunk.isLast());
        reading.get(20, TimeUnit.SECONDS);
        return lengths;
    }

    /** A body that is read piece by piece, as over HTTP/2. */
    private static final class Pieces extends ServletInputStream {
        private final Deque<Integer> lengths;
        private @Nullable ReadListener listener;
        private @Nullable IOException failure;

        Pieces(Integer... lengths) {
            this.lengths = new ArrayDeque<>(List.of(lengths));
        }

        @Override
        public int available() {
            return lengths.isEmpty() ? 0 : lengths.element();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (lengths.isEmpty()) {
                Objects.requireNonNull(listener).onAllDataRead();
                return -1;
            }
            int piece = lengths.remove();
            if (piece > length) {
                lengths.push(piece - length);
            }
            return Math.min(piece, length);
        }

        @Override
        public int read() {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isFinished() {
            return lengths.isEmpty();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            this.listener = listener;
        }
    }
}
