package io.registryauth.proxy.exchange;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to the registry. It fills a buffer as far as needs no waiting, passes that on, and fills the
 * next one when the registry has taken it. Its length and type are the client's, or unknown.
 *
 * <p>A slow client holds no thread, and no buffer. A slow registry holds one buffer, and one of the container's threads, on which
 * alone Tomcat, and Jetty's connections of HTTP/1.1, take reads well. Over HTTP/2 in Jetty, the thread that sees the registry take a
 * piece reads the next one; it does so within the exchange's gate, since the container may take the request back meanwhile.
 */
final class RequestBody extends AsyncRequestContent implements ReadListener, Invocable {
    private static final BufferReader READER = new BufferReader();
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final long length;
    private final ByteBufferPool buffers;
    private final int bufferSize;
    private final boolean nonBlocking;
    private final Gate gate = new Gate();
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

    /** Of the one who reads. */
    private @Nullable RetainableByteBuffer filling;

    /** Done when the registry has taken what it was given last. */
    private volatile CompletableFuture<@Nullable Void> handover = CompletableFuture.completedFuture(null);

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private volatile boolean unwanted;
    private volatile boolean ended;
    private volatile @Nullable Throwable clientFailure;
    private volatile Consumer<Throwable> onClientFailure = failure -> {};
    private Map<String, String> trailers = Map.of();

    private RequestBody(HttpServletRequest request, ByteBufferPool buffers) throws IOException {
        super((String) null);
        this.request = request;
        this.input = request.getInputStream();
        this.length = request.getContentLengthLong();
        this.buffers = buffers;
        this.bufferSize = length > 0 ? (int) Math.min(length, UpstreamClient.BODY_BUFFER) : UpstreamClient.BODY_BUFFER;
        this.nonBlocking = request.getProtocol().startsWith("HTTP/2")
                && request.getServletContext().getServerInfo().startsWith("jetty/");
    }

    /** Begins to read the body of an asynchronous request. */
    static RequestBody of(HttpServletRequest request, ByteBufferPool buffers) throws IOException {
        RequestBody body = new RequestBody(request, buffers);
        body.input.setReadListener(body);
        return body;
    }

    /** The gate of the exchange. */
    Gate gate() {
        return gate;
    }

    /** Where reading does not block, Jetty has the thread read that takes the frames off a connection; to wake another costs more. */
    @Override
    public InvocationType getInvocationType() {
        return nonBlocking ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING;
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

    /** Whether the registry gets all of the body, and can read another request after it. */
    boolean isPassedOn() {
        return isRead() && !unwanted;
    }

    /** Tells of a failure of the client's at once: the registry may be slow to take what came before it. */
    void whenClientFails(Consumer<Throwable> action) {
        onClientFailure = action;
    }

    /** Why the client's bytes stopped coming; null as long as that is not so. */
    @Nullable
    Throwable clientFailure() {
        return clientFailure;
    }

    /** The trailer fields after the body; there when the body has been passed on, where the container has an idea of them. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Sends the registry no more of the body. What the client still sends is discarded, within bounds; some of it at once, perhaps. */
    void stop() {
        unwanted = true;
        handover.complete(null);
    }

    /**
     * Waits until the client has come to the end of its body, as it must before some clients read an answer.
     *
     * @param then is run once: at the body's end, when enough was discarded, when the client goes away, or when the returned
     *     action is run, whatever comes first
     */
    Runnable whenDiscarded(Runnable then) {
        stop();
        afterwards.set(then);
        if (isRead() || clientFailure != null || discarded.get() > MAX_DISCARDED) {
            finish();
        }
        return this::finish;
    }

    private void finish() {
        Runnable then = afterwards.getAndSet(null);
        if (then != null) {
            then.run();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        boolean more = true;
        while (more && mayGoOn()) {
            more = nonBlocking ? gate.ask(this::readPiece, false) : readPiece();
        }
    }

    /** Whether the next piece may be read: waits until it may, or has reading go on by itself then. */
    @SuppressWarnings("FutureReturnValueIgnored") // goOn() lets nothing fail
    private boolean mayGoOn() throws IOException {
        CompletableFuture<@Nullable Void> turn = handover;
        if (unwanted || filling != null || turn.isDone()) {
            return true;
        }
        if (nonBlocking) {
            turn.thenRun(this::goOn);
            return false;
        }
        try {
            turn.get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the registry took the body");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody lets it fail
        }
    }

    private void goOn() {
        try {
            onDataAvailable();
        } catch (Throwable e) {
            // as the container would
            onError(e);
        }
    }

    /** Whether there may be another piece at once. */
    private boolean readPiece() throws IOException {
        int read = -1;
        try {
            // at the end, one container is ready and the other is not
            if (discarded.get() <= MAX_DISCARDED && input.isReady()) {
                read = unwanted ? discard() : fill();
            }
        } finally {
            if (read < 0) {
                passOn();
            }
        }
        return read >= 0;
    }

    private int fill() throws IOException {
        if (filling == null) {
            filling = buffers.acquire(bufferSize, true);
            filling.getByteBuffer().clear();
        }
        ByteBuffer bytes = filling.getByteBuffer();
        int read = READER.read(input, bytes);
        taken.addAndGet(Math.max(read, 0));
        if (!bytes.hasRemaining()) {
            passOn();
        }
        return read;
    }

    private void passOn() {
        RetainableByteBuffer filled = filling;
        filling = null;
        if (filled == null) {
            return;
        }
        ByteBuffer bytes = filled.getByteBuffer().flip();
        if (unwanted || !bytes.hasRemaining()) {
            filled.release();
            return;
        }
        CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        handover = turn;
        write(bytes, Callback.from(filled::release, Callback.from(() -> turn.complete(null), failure -> stop())));
    }

    /** Gives back what was read and not passed on, as the last thing within the gate; who reads outside of it does so himself. */
    void drop() {
        if (nonBlocking && filling != null) {
            filling.release();
            filling = null;
        }
    }

    private int discard() throws IOException {
        int read = input.read(new byte[8192]);
        discarded.addAndGet(Math.max(read, 0));
        if (discarded.get() > MAX_DISCARDED) {
            finish();
        }
        return read;
    }

    @Override
    public void onAllDataRead() {
        if (request.isTrailerFieldsReady()) {
            trailers = Map.copyOf(request.getTrailerFields());
        }
        ended = true;
        if (!unwanted) {
            close();
        }
        finish();
    }

    @Override
    public void onError(Throwable failure) {
        clientFailure = failure;
        // before Jetty's client hears of it, which would leave a buffer of an answer out of the pool
        onClientFailure.accept(failure);
        fail(failure);
        finish();
    }
}
