package io.registryauth.proxy.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A client's request body on its way to the registry. Its length and type are the client's, or unknown. What comes after the
 * registry has answered is discarded, within bounds.
 */
abstract class RequestBody implements Request.Content {
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final Gate gate = new Gate();
    private final long length;
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private volatile boolean unwanted;
    private volatile boolean ended;
    private volatile @Nullable Throwable clientFailure;
    private volatile Consumer<Throwable> onClientFailure = failure -> {};
    private volatile Map<String, String> trailers = Map.of();

    RequestBody(HttpServletRequest request) {
        this.length = request.getContentLengthLong();
    }

    /** Begins to read the body of an asynchronous request: from the server itself where that is offered, else from the servlet's stream. */
    static RequestBody of(HttpServletRequest request, HttpClient client) throws IOException {
        return request.getAttribute(RegistryProxyServlet.REQUEST_BODY_ATTRIBUTE) instanceof Content.Source source
                ? new SourceRequestBody(request, source, client.getByteBufferPool(), client.getExecutor())
                : ServletRequestBody.of(request, client.getByteBufferPool());
    }

    /** The gate of the exchange. */
    final Gate gate() {
        return gate;
    }

    /** The length that the client gave; negative where it gave none. */
    @Override
    public final long getLength() {
        return length;
    }

    /** None: the client's goes on with its other fields. */
    @Override
    public final @Nullable String getContentType() {
        return null;
    }

    /** Never: it comes from a client. */
    @Override
    public final boolean rewind() {
        return false;
    }

    /** Whether all of the body has been taken from the client. */
    final boolean isRead() {
        return ended || taken.get() == length;
    }

    /** Whether the registry gets all of the body, as soon as it takes it. */
    final boolean isPassedOn() {
        return isRead() && !unwanted;
    }

    final boolean isUnwanted() {
        return unwanted;
    }

    /** Tells of a failure of the client's at once: the registry may be slow to take what came before it. */
    final void whenClientFails(Consumer<Throwable> action) {
        onClientFailure = action;
    }

    /** Why the client's bytes stopped coming; null as long as that is not so. */
    final @Nullable Throwable clientFailure() {
        return clientFailure;
    }

    /** The trailer fields after the body; there when the body has been passed on, where the container has an idea of them. */
    final Map<String, String> trailers() {
        return trailers;
    }

    /** Sends the registry no more of the body. What the client still sends is discarded, within bounds; some of it at once, perhaps. */
    final void stop() {
        unwanted = true;
        onStop();
    }

    /** Nothing of the body is wanted any more. This may come more than once. */
    abstract void onStop();

    /** Gives back what was read and not passed on, as the last thing within the gate. */
    abstract void drop();

    /**
     * Waits until the client has come to the end of its body, as it must before some clients read an answer.
     *
     * @param then is run once: at the body's end, when enough was discarded, when the client goes away, or when the returned
     *     action is run, whatever comes first
     */
    final Runnable whenDiscarded(Runnable then) {
        stop();
        afterwards.set(then);
        if (isRead() || clientFailure != null || isEnoughDiscarded()) {
            finish();
        }
        return this::finish;
    }

    final void finish() {
        Runnable then = afterwards.getAndSet(null);
        if (then != null) {
            then.run();
        }
    }

    /** Bytes were taken from the client. */
    final void countTaken(int bytes) {
        taken.addAndGet(bytes);
    }

    /** Bytes were taken from the client for nobody. */
    final void countDiscarded(int bytes) {
        discarded.addAndGet(bytes);
    }

    final boolean isEnoughDiscarded() {
        return discarded.get() > MAX_DISCARDED;
    }

    /**
     * What is wrong with a body that ends now; null if nothing is, or if nobody wants it any more. Servers leave it to others to see
     * that over HTTP/2 a body is as long as announced (RFC 9113, section 8.1.1); the registry would take the next request for the
     * rest of it.
     */
    final @Nullable IOException faultAtEnd() {
        return unwanted || length < 0 || taken.get() == length
                ? null
                : new EOFException("the body has " + taken.get() + " bytes, and was to have " + length);
    }

    /** The client's body has ended with these fields. */
    final void end(Map<String, String> fields) {
        trailers = fields;
        ended = true;
    }

    /** The client's body has broken off. Jetty's client must not hear of it before this: it would leave a buffer of an answer out of the pool. */
    final void breakOff(Throwable failure) {
        clientFailure = failure;
        onClientFailure.accept(failure);
    }
}
