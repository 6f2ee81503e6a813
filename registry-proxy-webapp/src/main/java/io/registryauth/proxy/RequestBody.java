package io.registryauth.proxy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to the registry. It reads the next bytes when the last ones were taken, and holds one
 * buffer of them. Its length and type are the client's, or unknown.
 */
final class RequestBody extends AsyncRequestContent implements ReadListener {
    private static final int BUFFER = 32 * 1024;
    private static final int MAX_DISCARDED = 1024 * 1024;
    private static final int NOT_READY = -2;

    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final Gate gate = new Gate();
    private final long length;
    private final Pump pump = new Pump();
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

    private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.FORWARD);
    /** How many bytes the client has sent; the pump alone adds to it. */
    private final AtomicLong taken = new AtomicLong();

    private volatile boolean ended;
    private volatile @Nullable Throwable clientFailure;

    private enum Mode {
        /** Bytes go to the registry. */
        FORWARD,
        /** The registry takes no more of them, and nothing is read. */
        HOLD,
        /** Bytes go nowhere. */
        DISCARD
    }

    private RequestBody(HttpServletRequest request) throws IOException {
        super((String) null);
        this.request = request;
        this.input = request.getInputStream();
        this.length = request.getContentLengthLong();
    }

    /** Begins to read the body of an asynchronous request. */
    static RequestBody of(HttpServletRequest request) throws IOException {
        RequestBody body = new RequestBody(request);
        body.input.setReadListener(body);
        return body;
    }

    /** What guards the request that this is the body of. */
    Gate gate() {
        return gate;
    }

    /** The length that the client gave; negative where it gave none. */
    @Override
    public long getLength() {
        return length;
    }

    /** Whether all of the body has been taken from the client. */
    boolean isRead() {
        return ended || taken.get() == length;
    }

    /** Why the client's bytes stopped coming; null as long as that is not so. */
    @Nullable
    Throwable clientFailure() {
        return clientFailure;
    }

    /**
     * Reads a bounded part of what the client still sends, so that it comes to read the answer, and then goes on.
     *
     * @param then is run once: at the body's end, when enough was read, when the client goes away, or when the returned
     *     action is run, whatever comes first
     */
    Runnable discardThen(Runnable then) {
        afterwards.set(then);
        mode.set(Mode.DISCARD);
        if (ended || clientFailure != null) {
            finish();
        } else {
            pump.iterate();
        }
        return this::finish;
    }

    private void finish() {
        mode.set(Mode.HOLD);
        Runnable then = afterwards.getAndSet(null);
        if (then != null) {
            then.run();
        }
    }

    @Override
    public void onDataAvailable() {
        pump.iterate();
    }

    /** The pump finds the end: it may still hold bytes that come before. */
    @Override
    public void onAllDataRead() {
        pump.iterate();
    }

    private void endOfBody() {
        ended = true;
        close();
        finishIfDiscarding();
    }

    @Override
    public void onError(Throwable failure) {
        clientFailure = failure;
        fail(failure);
        finishIfDiscarding();
    }

    private void finishIfDiscarding() {
        if (mode.get() == Mode.DISCARD) {
            finish();
        }
    }

    /** The trailer fields of the request; empty where there are none, or the container has no idea of them. */
    Map<String, String> trailers() {
        return gate.ask(
                () -> ended && request.isTrailerFieldsReady() ? request.getTrailerFields() : Map.of(), Map.of());
    }

    private final class Pump extends IteratingCallback {
        private final byte[] buffer = new byte[BUFFER];
        private long discarded;

        @Override
        protected Action process() throws IOException {
            while (mode.get() != Mode.HOLD && !ended) {
                int read = gate.ask(this::read, NOT_READY);
                if (read == NOT_READY) {
                    return Action.IDLE;
                }
                if (read < 0) {
                    endOfBody();
                    return Action.IDLE;
                }
                if (mode.get() == Mode.FORWARD && read > 0) {
                    taken.addAndGet(read);
                    write(ByteBuffer.wrap(buffer, 0, read), Callback.from(this::succeeded, this::refused));
                    return Action.SCHEDULED;
                }
                discarded += read;
                if (discarded > MAX_DISCARDED) {
                    finish();
                }
            }
            return Action.IDLE;
        }

        /**
         * Asks for the end before, for Tomcat answers {@code isReady} with a lock and a callback where the body has ended;
         * and after, for {@code isReady} may find the end, and no callback follows.
         */
        private int read() throws IOException {
            if (!input.isFinished() && input.isReady()) {
                return input.read(buffer);
            }
            return input.isFinished() ? -1 : NOT_READY;
        }

        private void refused(Throwable failure) {
            mode.compareAndSet(Mode.FORWARD, Mode.HOLD);
            succeeded();
        }

        @Override
        protected void onFailure(Throwable failure) {
            onError(failure);
        }
    }
}
