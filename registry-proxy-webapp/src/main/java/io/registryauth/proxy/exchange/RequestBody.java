package io.registryauth.proxy.exchange;

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
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to the registry. It holds one buffer of it, and reads on when the registry has taken that.
 * Its length and type are the client's, or unknown.
 *
 * <p>In Jetty, whatever thread has the next thing to do reads on, and neither a slow client nor a slow registry holds one.
 * Elsewhere it reads on the container's threads only, for Tomcat takes no others well: a slow client holds none of them; a
 * registry that takes its time holds one.
 */
final class RequestBody extends AsyncRequestContent implements ReadListener {
    private static final int BUFFER = 32 * 1024;
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final Gate gate = new Gate();
    private final long length;
    private final boolean inPieces;
    private final boolean onAnyThread;
    private final byte[] buffer = new byte[BUFFER];
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

    private volatile Handover handover = Handover.waiting();
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
        this.onAnyThread = request.getServletContext().getServerInfo().startsWith("jetty/");
    }

    /** Begins to read the body of an asynchronous request. */
    static RequestBody of(HttpServletRequest request) throws IOException {
        RequestBody body = new RequestBody(request);
        body.input.setReadListener(body);
        return body;
    }

    /** What must be passed to touch the request or its response. */
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

    /** The trailer fields after the body; there when the body has been passed on, where the container has an idea of them. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Sends the registry no more of the body. What the client still sends is discarded, within bounds. */
    void stop() {
        unwanted = true;
        handover.end();
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
        int read;
        do {
            read = gate.ask(this::readSome, -1);
        } while (read == 0 || (read > 0 && passOn(read)));
        if (discarded.get() > MAX_DISCARDED) {
            finish();
        }
    }

    /** How many bytes are in the buffer now, to be passed on; 0 when there is nothing to pass on yet, -1 when that is all for now. */
    private int readSome() throws IOException {
        // at the end, one container is ready and the other is not
        if (discarded.get() > MAX_DISCARDED || !input.isReady()) {
            return -1;
        }
        return unwanted ? discard() : fill();
    }

    /** Passes on what is in the buffer; answers whether it is free again. If not, reading goes on when it is. */
    private boolean passOn(int length) throws IOException {
        Handover turn = onAnyThread ? Handover.passing(this::readOn) : Handover.waiting();
        handover = turn;
        taken.addAndGet(length);
        write(ByteBuffer.wrap(buffer, 0, length), Callback.from(turn::end, failure -> stop()));
        return unwanted || turn.await();
    }

    private void readOn() {
        try {
            onDataAvailable();
        } catch (IOException e) {
            onError(e);
        }
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

    /** Leaves the buffer alone, of which the registry may still be sent. */
    private int discard() throws IOException {
        int read = input.read(new byte[8192]);
        discarded.addAndGet(Math.max(read, 0));
        return Math.min(read, 0);
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
