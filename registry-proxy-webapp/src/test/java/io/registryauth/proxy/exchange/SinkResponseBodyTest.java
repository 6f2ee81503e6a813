package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SinkResponseBodyTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final List<String> events = new ArrayList<>();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Server server = new Server();
    private final Gate gate = new Gate();
    private final ServletOutputStream output = mock(ServletOutputStream.class);
    private final SinkResponseBody body =
            new SinkResponseBody(output, gate, failure -> happens(failure.getMessage()), server, turns::add);

    @Test
    void bytesAreHeldUntilTheyAreWritten() throws Exception {
        ByteBuffer bytes = write(5);

        assertThat(server.written).singleElement().isSameAs(bytes);
        assertThat(events).isEmpty();
        assertThat(body.written()).isZero();

        server.pending.remove().succeeded();

        assertThat(events).containsExactly("released", "next");
        assertThat(body.written()).isEqualTo(5);
        verifyNoInteractions(output);
    }

    @Test
    void theServerIsToldTheLength() {
        body.announce(5);

        assertThat(server.length).isEqualTo(5);
        verifyNoInteractions(output);
    }

    /** Jetty need not wake another thread for it. */
    @Test
    void whatFollowsNeverBlocks() throws Exception {
        write(5);

        assertThat(server.pending.remove().getInvocationType()).isEqualTo(Invocable.InvocationType.NON_BLOCKING);
    }

    @Test
    void othersHaveTheirTurnAfterFourMebibytes() throws Exception {
        server.atOnce = true;
        for (int i = 0; i < 4; i++) {
            write(2 * MEBIBYTE);
        }
        assertThat(events).containsExactly("next", "released", "released", "next", "released", "released");

        turns.forEach(Runnable::run);

        assertThat(turns).hasSize(2);
        assertThat(events).endsWith("released", "next", "next");
    }

    /** So does Jetty while it is still telling of the piece before. */
    @Test
    void othersHaveTheirTurnThoughTheServerSaysLaterThatItIsDone() {
        server.takesAll = true;
        for (int i = 0; i < 2; i++) {
            write(2 * MEBIBYTE);
            server.pending.remove().succeeded();
        }

        assertThat(turns).hasSize(1);
    }

    @Test
    void aTurnIsSomeThousandPiecesAtMost() {
        server.atOnce = true;
        for (int i = 0; i < 4096; i++) {
            assertThat(turns).isEmpty();
            write(1);
        }

        assertThat(turns).hasSize(1);
    }

    @Test
    void whoWaitsForTheClientBeginsANewTurn() {
        for (int i = 0; i < 4; i++) {
            write(2 * MEBIBYTE);
            server.pending.remove().succeeded();
        }

        assertThat(turns).isEmpty();
    }

    @Test
    void aFailureIsToldAndGivesTheBytesBack() throws Exception {
        write(5);

        server.pending.remove().failed(new IOException("the client is gone"));

        assertThat(events).containsExactly("released", "the client is gone");
        assertThat(body.written()).isZero();
    }

    @Test
    void aFailureAtOnceIsToldOutsideOfTheGate() throws Exception {
        server.failure = new IOException("the client is gone");

        write(5);

        assertThat(events).containsExactly("the client is gone", "released");
    }

    /** The server may still be writing them, and says when it is not. */
    @Test
    void theEndOfTheExchangeLeavesTheServerItsBytes() throws Exception {
        write(5);
        gate.close(body::drop);
        body.onError(new IOException("the client is gone"));
        assertThat(events).containsExactly("the client is gone");

        server.pending.remove().failed(new IOException("so it is"));

        assertThat(events).containsExactly("the client is gone", "released", "so it is");
    }

    @Test
    void nothingIsWrittenWhenTheServerHasTakenTheResponseBack() throws Exception {
        gate.close(body::drop);

        write(5);

        assertThat(server.written).isEmpty();
        assertThat(events).containsExactly("released");
    }

    @Test
    void anErrorWaitsUntilTheStreamTakesIt() throws Exception {
        body.whenStarted(() -> events.add("ran"));
        assertThat(events).isEmpty();

        body.onWritePossible();

        assertThat(events).containsExactly("ran");
    }

    private ByteBuffer write(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Content.Chunk chunk = Content.Chunk.from(bytes, false, () -> events.add("released"));
        body.write(chunk, () -> happens("next"));
        // as the one who handed them in does afterwards
        chunk.release();
        return bytes;
    }

    /** What leads away from this body, to other exchanges perhaps. */
    private void happens(@Nullable String event) {
        assertThat(Thread.holdsLock(gate)).isFalse();
        events.add(event);
    }

    /** A server that writes when the test says so. */
    private static final class Server implements BodySink {
        final List<ByteBuffer> written = new ArrayList<>();
        final Deque<Callback> pending = new ArrayDeque<>();
        long length = -1;
        boolean takesAll;
        boolean atOnce;

        @Nullable
        IOException failure;

        @Override
        public void announce(long bytes) {
            length = bytes;
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            assertThat(last).as("the servlet context ends the answer").isFalse();
            written.add(bytes);
            if (takesAll || atOnce) {
                bytes.position(bytes.limit());
            }
            if (failure != null) {
                callback.failed(failure);
            } else if (atOnce) {
                callback.succeeded();
            } else {
                pending.add(callback);
            }
        }
    }
}
