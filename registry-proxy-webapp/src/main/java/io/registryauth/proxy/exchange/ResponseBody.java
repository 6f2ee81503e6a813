package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A registry's response body on its way to the client. It asks for the next bytes when the last ones were written, and holds
 * one buffer of them, which the container writes as it is.
 *
 * <p>The registry's side and the container take turns in it: the one hands in bytes only after the other has written the
 * last ones. Nothing is written before the container has called for the first time: until then Tomcat might write as well.
 */
final class ResponseBody implements WriteListener {
    private static final BufferWriter WRITER = new BufferWriter();

    private final ServletOutputStream output;
    private final Gate gate;
    private final Consumer<Throwable> onFailure;

    private boolean started;
    private Runnable onStart = ResponseBody::nothing;
    private State state = State.IDLE;
    private final AtomicReference<Content.@Nullable Chunk> held = new AtomicReference<>();
    private int length;
    private Runnable afterwards = ResponseBody::nothing;
    private final AtomicLong written = new AtomicLong();
    private long announced = -1;
    private boolean unsent;

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

    /** Says how many bytes will come in all; negative where nobody knows. */
    void announce(long bytes) {
        announced = bytes;
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
     * Writes bytes, which are held until that is done.
     *
     * @param then is run when they are written and the next ones may come
     */
    void write(Content.Chunk bytes, Runnable then) throws IOException {
        advance(() -> {
            bytes.retain();
            held.set(bytes);
            length = bytes.remaining();
            afterwards = then;
            state = State.READY;
            return proceed();
        });
    }

    @Override
    public void onWritePossible() throws IOException {
        Gate.Question<Runnable, IOException> step = () -> {
            Runnable waiting = start();
            return state == State.IDLE ? waiting : proceed();
        };
        gate.ask(step, this::release).run();
    }

    /** Answers what waited for the container's first call. */
    private Runnable start() {
        Runnable waiting = started ? ResponseBody::nothing : onStart;
        started = true;
        return waiting;
    }

    private Runnable proceed() throws IOException {
        if (started && state == State.READY && output.isReady()) {
            WRITER.write(output, Objects.requireNonNull(held.get()).getByteBuffer());
            unsent = true;
            state = State.PENDING;
        }
        if (state == State.PENDING && output.isReady()) {
            release();
            written.addAndGet(length);
            state = State.IDLE;
            return this::goOn;
        }
        return ResponseBody::nothing;
    }

    /** Asks for the next bytes. Where there are none yet, the client gets what the container may still hold back. */
    private void goOn() {
        afterwards.run();
        try {
            gate.pass(() -> {
                if (state == State.IDLE && unsent && written.get() != announced) {
                    sendOff();
                }
            });
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }

    /**
     * Gives back the bytes that the container has not been given, when it will not be: it may not be asked any more. Those
     * that it is still writing are given back when it has written them, or failed to.
     */
    void drop() {
        if (state == State.READY) {
            release();
        }
    }

    private void release() {
        Content.Chunk bytes = held.getAndSet(null);
        if (bytes != null) {
            bytes.release();
        }
    }

    /** Sends off what the container may still hold back. */
    void flush() throws IOException {
        gate.pass(this::sendOff);
    }

    private void sendOff() throws IOException {
        if (output.isReady()) {
            unsent = false;
            output.flush();
        }
    }

    private void advance(Gate.Question<Runnable, IOException> step) throws IOException {
        // outside of the gate, for it may come back with more bytes at once
        gate.ask(step, ResponseBody::nothing).run();
    }

    @Override
    public void onError(Throwable failure) {
        release();
        onFailure.accept(failure);
        // what waits for the first call finds out by itself that there is no writing any more
        gate.ask(this::start, ResponseBody::nothing).run();
    }

    private static void nothing() {}
}
