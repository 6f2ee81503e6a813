package io.registryauth.proxy.exchange;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to the registry. It holds one buffer of it, and reads on when the registry has taken that.
 * Its length and type are the client's, or unknown.
 *
 * <p>It reads on the container's threads only, for Tomcat takes no others well. A slow client holds none of them; a registry
 * that takes its time holds one.
 */
final class RequestBody extends AsyncRequestContent implements ReadListener {
    private static final int BUFFER = 32 * 1024;
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final long length;
    private final boolean inPieces;
    private final byte[] buffer = new byte[BUFFER];
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

    private volatile CountDownLatch handover = new CountDownLatch(0);
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private volatile boolean unwanted;
    private volatile boolean ended;
    private volatile @Nullable Throwable clientFailure;
    private Map<String, String> trailers = Map.of();

    private RequestBody(HttpServletRequest request) throws IOException {
        super((String) null);
        this.request = request;
        this.input = request.getInputStream();
        this.length = request.getContentLengthLong();
        this.inPieces = !request.getProtocol().startsWith("HTTP/1");
    }

    /** Begins to read the body of an asynchronous request. */
    static RequestBody of(HttpServletRequest request) throws IOException {
        RequestBody body = new RequestBody(request);
        body.input.setReadListener(body);
        return body;
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

    /** The trailer fields after the body; there when the body has been passed on, where the container has an idea of them. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Sends the registry no more of the body. What the client still sends is discarded, within bounds. */
    void stop() {
        unwanted = true;
        handover.countDown();
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
        int read = 0;
        // at the end, one container is ready and the other is not
        while (read >= 0 && discarded.get() <= MAX_DISCARDED && input.isReady()) {
            read = unwanted ? discard() : forward();
        }
    }

    private int forward() throws IOException {
        int read = fill();
        if (read > 0) {
            CountDownLatch turn = new CountDownLatch(1);
            handover = turn;
            taken.addAndGet(read);
            write(ByteBuffer.wrap(buffer, 0, read), Callback.from(turn::countDown, failure -> stop()));
            await(turn);
        }
        return read;
    }

    /**
     * Fills the buffer as far as needs no waiting where a body comes in small pieces, which is over HTTP/2. Over HTTP/1 what is
     * available may be the end of a chunk, and reading it the end of the body.
     */
    private int fill() throws IOException {
        int length = input.read(buffer);
        int more = length;
        while (inPieces && more > 0 && length < BUFFER && input.available() > 0) {
            more = input.read(buffer, length, BUFFER - length);
            length += Math.max(more, 0);
        }
        return length;
    }

    private void await(CountDownLatch turn) throws IOException {
        try {
            if (!unwanted) {
                turn.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the registry took the body");
        }
    }

    /** Leaves the buffer alone, of which the registry may still be sent. */
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
        close();
        finish();
    }

    @Override
    public void onError(Throwable failure) {
        clientFailure = failure;
        fail(failure);
        finish();
    }
}
