package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is written to the server itself, past the servlet API. Whoever sees the registry send, or the client take
 * what was sent, goes on: no other thread is woken for it. Where both are fast, another thread goes on after a while, so that
 * nobody else waits for long.
 *
 * <p>Errors of the proxy's own still go through the servlet's stream.
 */
final class SinkResponseBody extends ResponseBody {
    /** A quarter of it makes 64 downloads a tenth slower, and twice of it makes others wait. */
    private static final int TURN = 4 * 1024 * 1024;

    private final BodySink sink;
    private final Executor executor;

    /** Renewed when the client had to be waited for. One piece is written after the other, so that nobody else is here. */
    private final Quantum turn = new Quantum(TURN);

    /**
     * Makes one.
     *
     * @param executor goes on after a turn
     */
    SinkResponseBody(
            ServletOutputStream output, Gate gate, Consumer<Throwable> onFailure, BodySink sink, Executor executor) {
        super(output, gate, onFailure);
        this.sink = sink;
        this.executor = executor;
    }

    @Override
    void announce(long bytes) {
        sink.announce(bytes);
    }

    @Override
    void write(Content.Chunk bytes, Runnable then) {
        bytes.retain();
        ByteBuffer buffer = bytes.getByteBuffer();
        Piece piece = new Piece(bytes, then);
        if (gate().pass(() -> sink.write(false, buffer, piece))) {
            piece.handedIn(!buffer.hasRemaining());
        } else {
            bytes.release();
        }
    }

    @Override
    void drop() {
        // the server has them all, and gives them back when it touches them no more, as Jetty does since 12.1
    }

    @Override
    public void onWritePossible() {
        gate().ask(this::start, ResponseBody::nothing).run();
    }

    /** Bytes that the server is writing. */
    private final class Piece implements Callback {
        private final Content.Chunk bytes;
        private final int length;
        private final Runnable then;

        /** The thread that hands it to the server, until it has done so. */
        private @Nullable Thread writer = Thread.currentThread();

        /**
         * Whether the server took all of it at once, even if it says so later, as where it is still telling of the piece before. Another
         * thread that is told may not see it, and then begins a new turn.
         */
        private boolean takenAtOnce;

        /** What follows where the server was done before it returned. Of the writer alone. */
        private Runnable following = ResponseBody::nothing;

        Piece(Content.Chunk bytes, Runnable then) {
            this.bytes = bytes;
            this.length = bytes.remaining();
            this.then = then;
        }

        void handedIn(boolean whole) {
            takenAtOnce = whole;
            writer = null;
            following.run();
        }

        @Override
        public void succeeded() {
            bytes.release();
            countWritten(length);
            goOn(this::next);
        }

        @Override
        public void failed(Throwable failure) {
            bytes.release();
            goOn(() -> fail(failure));
        }

        /** The writer goes on when it is out of the gate and of the server's locks, for a failure ends the whole exchange. */
        private void goOn(Runnable step) {
            if (Thread.currentThread() == writer) {
                following = step;
            } else {
                step.run();
            }
        }

        private void next() {
            if (takenAtOnce) {
                turn.use(length);
            } else {
                turn.renew();
            }
            if (turn.isUsedUp()) {
                turn.renew();
                executor.execute(then);
            } else {
                then.run();
            }
        }

        /** Neither the registry's side nor the client's waits. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
