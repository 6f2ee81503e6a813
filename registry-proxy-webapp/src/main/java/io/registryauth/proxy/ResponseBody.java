package io.registryauth.proxy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry's response body on its way to the client. It asks for the next bytes when the last ones were written, and holds
 * one buffer of them.
 *
 * <p>The registry's side and the container take turns in it: the one hands in bytes only after the other has written the
 * last ones.
 */
final class ResponseBody implements WriteListener {
    private enum State {
        UNUSED,
        IDLE,
        READY,
        PENDING
    }

    private final ServletOutputStream output;
    private final Consumer<Throwable> onFailure;

    private volatile State state = State.UNUSED;
    private volatile long written;
    private byte[] buffer = new byte[0];
    private int length;
    private @Nullable Runnable more;

    ResponseBody(ServletOutputStream output, Consumer<Throwable> onFailure) {
        this.output = output;
        this.onFailure = onFailure;
    }

    /** How many bytes went to the client. */
    long written() {
        return written;
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
        more = then;
        boolean first = state == State.UNUSED;
        state = State.READY;
        if (first) {
            // leads to the first onWritePossible, perhaps on another thread
            output.setWriteListener(this);
        } else {
            onWritePossible();
        }
    }

    /** Sends off what the container may still hold back. */
    void flush() throws IOException {
        if (state == State.UNUSED || output.isReady()) {
            output.flush();
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        if (state == State.READY) {
            output.write(buffer, 0, length);
            state = State.PENDING;
            if (output.isReady()) {
                next();
            }
        } else if (state == State.PENDING) {
            next();
        }
    }

    private void next() {
        written = written + length;
        state = State.IDLE;
        Runnable then = more;
        more = null;
        if (then != null) {
            then.run(); // may come back with more bytes at once
        }
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(failure);
    }
}
