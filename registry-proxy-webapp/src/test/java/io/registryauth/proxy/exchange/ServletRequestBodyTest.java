package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServletRequestBodyTest {
    private static final int KIBIBYTE = 1024;
    private static final int BUFFER = 64 * KIBIBYTE;

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();

    @BeforeEach
    void ofUnknownLength() {
        when(request.getContentLengthLong()).thenReturn(-1L);
    }

    @Test
    void piecesThatAreThereGoOnTogether() throws Exception {
        assertThat(passedOn(new Pieces(List.of(3, 5, 7)))).containsExactly(15);
    }

    @Test
    void theyFillABufferAndNoMore() throws Exception {
        assertThat(passedOn(new Pieces(List.of(20 * KIBIBYTE, 20 * KIBIBYTE, 60 * KIBIBYTE))))
                .containsExactly(BUFFER, 100 * KIBIBYTE - BUFFER);
    }

    @Test
    void aBodyHoldsNoBufferWhileNothingOfItIsThere() throws Exception {
        ServletRequestBody body = body(new Pieces(List.of(7)));
        body.onDataAvailable();
        assertThat(buffers.getLeaks()).hasSize(1);

        read(body).release();

        assertThat(buffers.getLeaks()).isEmpty();
    }

    @Test
    void aBodyOfKnownLengthTakesNoMore() throws Exception {
        when(request.getContentLengthLong()).thenReturn(400L);
        ServletRequestBody body = body(new Pieces(List.of(400)));
        body.onDataAvailable();

        assertThat(read(body).getByteBuffer().capacity()).isLessThan(BUFFER);
    }

    @Test
    void allOfItIsPassedOnWhenItIsRead() throws Exception {
        ServletRequestBody body = body(new Pieces(List.of(7)));
        body.onDataAvailable();
        assertThat(body.isPassedOn()).isFalse();

        body.onAllDataRead();
        assertThat(body.isPassedOn()).isTrue();
    }

    /** The registry may answer before the container says that this was all. */
    @Test
    void allOfItIsPassedOnWhenItsLengthIs() throws Exception {
        when(request.getContentLengthLong()).thenReturn(7L);
        ServletRequestBody body = body(new Pieces(List.of(7)));
        body.onDataAvailable();

        assertThat(body.isPassedOn()).isTrue();
    }

    /** Whatever comes next on the connection would be taken for the rest of it. */
    @Test
    void whatNobodyWantedIsNotPassedOnAndDoesNotEnd() throws Exception {
        ServletRequestBody body = body(new Pieces(List.of(7)));
        body.stop();
        body.onDataAvailable();
        body.onAllDataRead();

        assertThat(body.isRead()).isTrue();
        assertThat(body.isPassedOn()).isFalse();
        assertThat(body.read()).isNull();
    }

    @Test
    void aClientsFailureIsToldWhileTheRegistryHasYetToTakeWhatCameBefore() throws Exception {
        ServletRequestBody body = body(new Pieces(List.of(7)));
        List<Throwable> told = new ArrayList<>();
        body.whenClientFails(told::add);
        body.onDataAvailable();
        Content.Chunk untaken = read(body);
        IOException nonsense = new IOException("bad chunk");

        body.onError(nonsense);

        assertThat(told).containsExactly(nonsense);
        untaken.release();
    }

    @Test
    void theNextBufferWaitsUntilTheRegistryHasTakenTheLast() throws Exception {
        Pieces pieces = new Pieces(List.of(BUFFER, 7));
        ServletRequestBody body = body(pieces);
        Future<?> reading = start(body);
        Awaitility.await().until(() -> pieces.lengths.size() == 1);
        assertThat(buffers.getLeaks()).hasSize(1);

        Content.Chunk first = read(body);
        assertThat(first.remaining()).isEqualTo(BUFFER);
        assertThat(reading).isNotDone();
        first.release();

        reading.get(20, TimeUnit.SECONDS);
        assertThat(read(body).remaining()).isEqualTo(7);
    }

    @Test
    void whatNobodyWantsIsGivenBack() throws Exception {
        Pieces pieces = new Pieces(List.of(BUFFER, BUFFER, BUFFER));
        ServletRequestBody body = body(pieces);
        Future<?> reading = start(body);
        Awaitility.await().until(() -> pieces.lengths.size() == 2);

        body.stop();
        reading.get(20, TimeUnit.SECONDS);
        body.fail(new IOException("refused"));

        assertThat(buffers.getLeaks()).isEmpty();
    }

    @Test
    void whatWasReadBeforeAFailureGoesOn() throws Exception {
        Pieces pieces = new Pieces(List.of(5, -1));
        ServletRequestBody body = body(pieces);

        assertThatThrownBy(body::onDataAvailable).hasMessage("broken off");

        assertThat(read(body).remaining()).isEqualTo(5);
    }

    private static Content.Chunk read(RequestBody body) {
        return Objects.requireNonNull(body.read());
    }

    private ServletRequestBody body(Pieces pieces) throws IOException {
        when(request.getInputStream()).thenReturn(pieces);
        return ServletRequestBody.of(request, buffers);
    }

    private static Future<?> start(ServletRequestBody body) {
        return CompletableFuture.runAsync(() -> {
            try {
                body.onDataAvailable();
                body.onAllDataRead();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The lengths in which a body goes on whose pieces are all there. */
    private List<Integer> passedOn(Pieces pieces) throws Exception {
        ServletRequestBody body = body(pieces);
        Future<?> reading = start(body);
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

    /** A body that is read piece by piece; a negative one is a failure. */
    private static final class Pieces extends ServletInputStream {
        private final Deque<Integer> lengths;

        Pieces(List<Integer> lengths) {
            this.lengths = new ConcurrentLinkedDeque<>(lengths);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int piece = lengths.remove();
            if (piece < 0) {
                throw new IOException("broken off");
            }
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
