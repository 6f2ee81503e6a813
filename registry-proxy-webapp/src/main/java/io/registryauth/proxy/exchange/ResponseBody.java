package io.registryauth.proxy.exchange;

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
 * last ones. Nothing is written before the container has called for the first time: until then Tomcat might write as well.
 */
final class ResponseBody implements WriteListener {
    private final ServletOutputStream output;
    private final Gate gate;
    private final Consumer<Throwable> onFailure;

    private boolean started;
    private Runnable onStart = ResponseBody::nothing;
    private State state = State.IDLE;
    private byte[] buffer = new byte[0];
    private int length;
    private Runnable afterwards = ResponseBody::nothing;
    private final AtomicLong written = new AtomicLong();

    private enum State {
        IDLE,
        /** There are bytes to be written. */
        READY,
        /** The container is writing them. */
        PENDING
    }

    private ResponseBody(ServletOutputStream output, Gate gate, Consumer<Throwable> onFailure) {
        this.output = output;
        this.gate = gate;
        this.onFailure = onFailure;
    }

    /** Takes over the body of an asynchronous response, on the container's thread. */
    static ResponseBody of(ServletOutputStream output, Gate gate, Consumer<Throwable> onFailure) {
        ResponseBody body = new ResponseBody(output, gate, onFailure);
        output.setWriteListener(body);
        return body;
    }

    /** How many bytes went to the client. */
    long written() {
        return written.get();
    }

    /** Runs an action that writes past this, now or as soon as that may be done. */
    void whenStarted(Runnable action) throws IOException {
        advance(() -> {
            if (started) {
                return action;
            }
            onStart = action;
            return ResponseBody::nothing;
        });
    }

    /**
     * Writes bytes, which are copied before this method returns.
     *
     * @param then is run when they are written and the next ones may come
     */
    void write(ByteBuffer bytes, Runnable then) throws IOException {
        length = bytes.remaining();
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        bytes.get(buffer, 0, length);
        afterwards = then;
        advance(() -> {
            state = State.READY;
            return proceed();
        });
    }

    @Override
    public void onWritePossible() throws IOException {
        advance(() -> {
            boolean first = !started;
            started = true;
            return first && state == State.IDLE ? onStart : proceed();
        });
    }

    private Runnable proceed() throws IOException {
        if (started && state == State.READY && output.isReady()) {
            output.write(buffer, 0, length);
            state = State.PENDING;
        }
        if (state == State.PENDING && output.isReady()) {
            written.addAndGet(length);
            state = State.IDLE;
            return afterwards;
        }
        return ResponseBody::nothing;
    }

    /** Sends off what the container may still hold back. */
    void flush() throws IOException {
        gate.pass(() -> {
            if (output.isReady()) {
                output.flush();
            }
        });
    }

    private void advance(Gate.Question<Runnable, IOException> step) throws IOException {
        // outside of the gate, for it may come back with more bytes at once
        gate.ask(step, ResponseBody::nothing).run();
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(failure);
    }

    private static void nothing() {}
}
