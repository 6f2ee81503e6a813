package io.registryauth.proxy.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is written to the servlet's stream, in any container.
 *
 * <p>The registry's side and the container take turns in it: the one hands in bytes only after the other has written the
 * last ones. Nothing is written before the container has called for the first time: until then Tomcat might write as well.
 */
final class ServletResponseBody extends ResponseBody {
    private static final BufferWriter WRITER = new BufferWriter();

    private final HttpServletResponse response;
    private final AtomicReference<Content.@Nullable Chunk> held = new AtomicReference<>();

    private State state = State.IDLE;
    private int length;
    private Runnable afterwards = ResponseBody::nothing;
    private long announced = -1;
    private boolean unsent;

    private enum State {
        IDLE,
        /** There are bytes to be written. */
        READY,
        /** The container is writing them. */
        PENDING
    }

    ServletResponseBody(HttpServletResponse response, Gate gate, Consumer<Throwable> onFailure) throws IOException {
        super(response.getOutputStream(), gate, onFailure);
        this.response = response;
    }

    @Override
    void announce(long bytes) {
        announced = bytes;
        response.setContentLengthLong(bytes);
    }

    @Override
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
        gate().ask(step, this::release).run();
    }

    private Runnable proceed() throws IOException {
        if (isStarted() && state == State.READY && output().isReady()) {
            WRITER.write(output(), Objects.requireNonNull(held.get()).getByteBuffer());
            unsent = true;
            state = State.PENDING;
        }
        if (state == State.PENDING && output().isReady()) {
            release();
            countWritten(length);
            state = State.IDLE;
            return this::goOn;
        }
        return ResponseBody::nothing;
    }

    /** Asks for the next bytes. Where there are none yet, the client gets what the container may still hold back. */
    private void goOn() {
        afterwards.run();
        try {
            gate().pass(() -> {
                if (state == State.IDLE && unsent && written() != announced) {
                    unsent = !sendOff();
                }
            });
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
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

    @Override
    public void onError(Throwable failure) {
        release();
        super.onError(failure);
    }
}
