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
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is read from the servlet's stream, in any container. It fills a buffer as far as needs no waiting, passes that
 * on, and fills the next one when the registry has taken it.
 *
 * <p>A slow client holds no thread, and no buffer. A slow registry holds one buffer, and one of the container's threads, on which
 * alone containers take reads well. What a container does with its stream after it has taken the request back is its own affair:
 * its threads read outside of the gate.
 */
final class ServletRequestBody extends RequestBody implements ReadListener {
    private static final BufferReader READER = new BufferReader();

    private final AsyncRequestContent content = new AsyncRequestContent((String) null);
    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final ByteBufferPool buffers;
    private final int bufferSize;

    /** Of the one who reads. */
    private @Nullable RetainableByteBuffer filling;

    /** Done when the registry has taken what it was given last. */
    private volatile CompletableFuture<@Nullable Void> handover = CompletableFuture.completedFuture(null);

    private ServletRequestBody(HttpServletRequest request, ByteBufferPool buffers) throws IOException {
        super(request);
        this.request = request;
        this.input = request.getInputStream();
        this.buffers = buffers;
        this.bufferSize =
                getLength() > 0 ? (int) Math.min(getLength(), UpstreamClient.BODY_BUFFER) : UpstreamClient.BODY_BUFFER;
    }

    /** Begins to read the body of an asynchronous request. */
    static ServletRequestBody of(HttpServletRequest request, ByteBufferPool buffers) throws IOException {
        ServletRequestBody body = new ServletRequestBody(request, buffers);
        body.input.setReadListener(body);
        return body;
    }

    @Override
    public Content.@Nullable Chunk read() {
        return content.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
        content.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        content.fail(failure);
    }

    @Override
    void onStop() {
        handover.complete(null);
    }

    @Override
    void drop() {
        // who reads gives back what he has
    }

    @Override
    public void onDataAvailable() throws IOException {
        boolean more = true;
        while (more) {
            if (filling == null && !isUnwanted()) {
                awaitTurn();
            }
            more = readPiece();
        }
    }

    private void awaitTurn() throws IOException {
        try {
            handover.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the registry took the body");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody lets it fail
        }
    }

    /** Whether there may be another piece at once. */
    private boolean readPiece() throws IOException {
        int read = -1;
        try {
            // at the end, one container is ready and the other is not
            if (!isEnoughDiscarded() && input.isReady()) {
                read = isUnwanted() ? discard() : fill();
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
        countTaken(Math.max(read, 0));
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
        if (isUnwanted() || !bytes.hasRemaining()) {
            filled.release();
            return;
        }
        CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        handover = turn;
        content.write(
                bytes, Callback.from(filled::release, Callback.from(() -> turn.complete(null), failure -> stop())));
    }

    private int discard() throws IOException {
        int read = input.read(new byte[8192]);
        countDiscarded(Math.max(read, 0));
        if (isEnoughDiscarded()) {
            finish();
        }
        return read;
    }

    @Override
    public void onAllDataRead() {
        IOException fault = faultAtEnd();
        if (fault != null) {
            onError(fault);
            return;
        }
        end(request.isTrailerFieldsReady() ? Map.copyOf(request.getTrailerFields()) : Map.of());
        if (!isUnwanted()) {
            content.close();
        }
        finish();
    }

    @Override
    public void onError(Throwable failure) {
        breakOff(failure);
        content.fail(failure);
        finish();
    }
}
