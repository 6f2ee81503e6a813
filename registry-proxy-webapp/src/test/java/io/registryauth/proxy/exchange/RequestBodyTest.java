package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final int KIBIBYTE = 1024;

    private final HttpServletRequest request = mock(HttpServletRequest.class);

    @Test
    void piecesThatAreThereGoOnTogether() throws Exception {
        assertThat(passedOn(new Pieces(List.of(3, 5, 7)))).containsExactly(15);
    }

    @Test
    void theyFillABufferAndNoMore() throws Exception {
        assertThat(passedOn(new Pieces(List.of(20 * KIBIBYTE, 20 * KIBIBYTE, 20 * KIBIBYTE))))
                .containsExactly(32 * KIBIBYTE, 28 * KIBIBYTE);
    }

    /** The lengths in which a body goes on whose pieces are all there. */
    private List<Integer> passedOn(Pieces pieces) throws Exception {
        when(request.getInputStream()).thenReturn(pieces);
        when(request.getProtocol()).thenReturn("HTTP/2.0");
        RequestBody body = RequestBody.of(request);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            try {
                body.onDataAvailable();
                body.onAllDataRead();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
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

        Pieces(List<Integer> lengths) {
            this.lengths = new ArrayDeque<>(lengths);
        }

        @Override
        public int available() {
            return lengths.isEmpty() ? 0 : lengths.element();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
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
            return !lengths.isEmpty();
        }

        @Override
        public boolean isFinished() {
            return lengths.isEmpty();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            // the test calls what it would
        }
    }
}
