package io.registryauth.proxy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A registry's response body on its way to the client. It asks for the next bytes when the last ones were written, and holds
 * one buffer of them.
 *
 * <p>The registry's side and the container take turns in it: the one hands in bytes only after the other has written the
 * last ones.
 */
final class ResponseBody implements WriteListener {
    private final ServletOutputStream output;
    private final Gate gate;
    private final Consumer<Throwable> onFailure;

    private State state = State.UNUSED;
    private byte[] buffer = new byte[0];
    private int length;
    private Runnable afterwards = ResponseBody::nothing;
    private final AtomicLong written = new AtomicLong();

    private enum State {
        UNUSED,
        IDLE,
        READY,
        PENDING
    }

    ResponseBody(ServletOutputStream output, Gate gate, Consumer<Throwable> onFailure) {
        this.output = output;
        this.gate = gate;
        this.onFailure = onFailure;
    }

    /** How many bytes went to the client. */
    long written() {
        return written.get();
    }

    /**
     * Writes bytes, which are copied before this method returns.
     *
     * @param then is run when they are written and the next ones may come
     */
    void write(ByteBuffer bytes, Runnable then) throws IOException {
        advance(() -> begin(bytes, then));
    }

    @Override
    public void onWritePossible() throws IOException {
        advance(this::proceed);
    }

    /** Sends off what the container may still hold back. */
    void flush() throws IOException {
        gate.pass(() -> {
            if (state == State.UNUSED || output.isReady()) {
                output.flush();
            }
        });
    }

    private void advance(Gate.Question<Runnable, IOException> step) throws IOException {
        // outside of the gate, for it may come back with more bytes at once
        gate.ask(step, ResponseBody::nothing).run();
    }

    private Runnable begin(ByteBuffer bytes, Runnable then) throws IOException {
        length = bytes.remaining();
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        bytes.get(buffer, 0, length);
        afterwards = then;
        boolean first = state == State.UNUSED;
        state = State.READY;
        if (first) {
            // the container calls onWritePossible, on a thread of its own
            output.setWriteListener(this);
            return ResponseBody::nothing;
        }
        return proceed();
    }

    private Runnable proceed() throws IOException {
        if (state == State.READY) {
            output.write(buffer, 0, length);
            state = State.PENDING;
            return output.isReady() ? finish() : ResponseBody::nothing;
        }
        return state == State.PENDING ? finish() : ResponseBody::nothing;
    }

    private Runnable finish() {
        written.addAndGet(length);
        state = State.IDLE;
        return afterwards;
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(failure);
    }

    private static void nothing() {}
}
