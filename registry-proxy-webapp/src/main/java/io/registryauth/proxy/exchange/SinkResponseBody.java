package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is written to the server itself, past the servlet API. Whoever sees the registry send, or the client take
 * what was sent, goes on: no other thread is woken for it. Where both are fast, another thread goes on after a while, so that
 * nobody else waits.
 *
 * <p>Errors of the proxy's own still go through the servlet's stream.
 */
final class SinkResponseBody extends ResponseBody {
    private final BodySink sink;
    private final Executor executor;

    /** Bytes since the last turn ended, or since the client had to be waited for. One piece is written after the other, so that nobody else is here. */
    private int passedOn;

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
        Piece piece = new Piece(bytes, then);
        if (gate().pass(() -> sink.write(false, bytes.getByteBuffer(), piece))) {
            piece.handedIn();
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

        /** What follows where the server was done at once. Of the writer alone. */
        private Runnable atOnce = ResponseBody::nothing;

        Piece(Content.Chunk bytes, Runnable then) {
            this.bytes = bytes;
            this.length = bytes.remaining();
            this.then = then;
        }

        @Override
        public void succeeded() {
            bytes.release();
            countWritten(length);
            passedOn = isAtOnce() ? passedOn + Math.max(length, UpstreamClient.LEAST_IN_TURN) : 0;
            if (passedOn < UpstreamClient.TURN) {
                goOn(then);
            } else {
                passedOn = 0;
                executor.execute(then);
            }
        }

        @Override
        public void failed(Throwable failure) {
            bytes.release();
            goOn(() -> fail(failure));
        }

        private boolean isAtOnce() {
            return Thread.currentThread() == writer;
        }

        /** The writer goes on when it is out of the gate and of the server's locks, for a failure ends the whole exchange. */
        private void goOn(Runnable next) {
            if (isAtOnce()) {
                atOnce = next;
            } else {
                next.run();
            }
        }

        void handedIn() {
            writer = null;
            atOnce.run();
        }

        /** Neither the registry's side nor the client's waits. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
