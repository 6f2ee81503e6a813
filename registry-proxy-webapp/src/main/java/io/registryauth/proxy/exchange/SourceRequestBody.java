package io.registryauth.proxy.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is read from the server itself, past the servlet API. Large pieces go on in the buffer into which the server
 * read them; small ones that are there together, as frames of HTTP/2 or chunks, are gathered in one buffer.
 *
 * <p>Whoever sees the client send, or the registry take a piece, reads the next one. Nobody waits: neither a slow client nor a
 * slow registry holds a thread. Where both are fast, another thread goes on after a while, so that nobody else waits either. All
 * reading is within the exchange's gate, since the server may take the request back meanwhile.
 */
final class SourceRequestBody extends RequestBody {
    /** Larger pieces go on by themselves, in bytes: the chunks and frames that clients send are seldom larger. */
    private static final int SMALL = 32 * 1024;

    /** Half of it makes a single upload slower, and twice of it makes others wait. */
    private static final int TURN = 1024 * 1024;

    private static final Content.Chunk NOTHING = Content.Chunk.EMPTY;

    private final Content.Source source;
    private final ByteBufferPool buffers;
    private final Executor executor;

    /** Read, and not passed on yet. Within the gate alone, as what follows. */
    private Content.@Nullable Chunk next;

    /** Whether somebody waits for the client to send, or discards what it sends: one alone may. */
    private boolean demanded;

    /** Whether the client sends only when the server says that it goes on (RFC 9110, section 10.1.1), as servers do when they are read from. */
    private boolean awaitsLeave;

    /** Renewed when nothing was there. */
    private final Quantum turn = new Quantum(TURN);

    /**
     * Makes one.
     *
     * @param executor goes on after a turn
     */
    SourceRequestBody(HttpServletRequest request, Content.Source source, ByteBufferPool buffers, Executor executor) {
        super(request);
        this.source = source;
        this.buffers = buffers;
        this.executor = executor;
        this.awaitsLeave = "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk piece = gate().ask(this::readInTurn, NOTHING);
        if (Content.Chunk.isFailure(piece)) {
            breakOff(piece.getFailure());
        }
        return piece == NOTHING ? null : piece;
    }

    private Content.Chunk readInTurn() {
        if (isUnwanted() || turn.isUsedUp()) {
            return NOTHING;
        }
        Content.Chunk piece = readPiece();
        if (piece == null) {
            turn.renew();
            return NOTHING;
        }
        return piece;
    }

    private Content.@Nullable Chunk readPiece() {
        Content.Chunk piece = take();
        if (piece != null && isSmall(piece)) {
            next = take();
            piece = next != null && isSmall(next) ? gather(piece) : piece;
            if (Content.Chunk.isFailure(next)) {
                // it is told at once: the registry may be slow to take what came before it
                piece.release();
                return take();
            }
        }
        return piece;
    }

    /** Whether others may follow in the same buffer. */
    private static boolean isSmall(Content.Chunk piece) {
        return !piece.isLast() && !Content.Chunk.isFailure(piece) && piece.remaining() <= SMALL;
    }

    private Content.Chunk gather(Content.Chunk first) {
        RetainableByteBuffer gathered = buffers.acquire(UpstreamClient.BODY_BUFFER, true);
        ByteBuffer bytes = gathered.getByteBuffer().clear();
        bytes.put(first.getByteBuffer());
        first.release();
        while (next != null && isSmall(next) && next.remaining() <= bytes.remaining() && !turn.isUsedUp()) {
            bytes.put(next.getByteBuffer());
            next.release();
            next = receive();
        }
        return Content.Chunk.from(bytes.flip(), false, gathered::release);
    }

    private Content.@Nullable Chunk take() {
        Content.Chunk piece = next;
        next = null;
        return piece == null ? receive() : piece;
    }

    private Content.@Nullable Chunk receive() {
        awaitsLeave = false;
        Content.Chunk piece = source.read();
        if (piece == null) {
            return null;
        }
        if (Content.Chunk.isFailure(piece)) {
            // an idle client's failure, which Jetty does not call the last one, is the last one here
            return Content.Chunk.from(piece.getFailure(), true);
        }
        countTaken(piece.remaining());
        turn.use(piece.remaining());
        return piece.isLast() ? last(piece) : piece;
    }

    private Content.Chunk last(Content.Chunk piece) {
        IOException fault = faultAtEnd();
        if (fault != null) {
            piece.release();
            return Content.Chunk.from(fault, true);
        }
        if (piece instanceof Trailers trailers) {
            end(fields(trailers));
            return Content.Chunk.EOF;
        }
        end(Map.of());
        return piece;
    }

    private static Map<String, String> fields(Trailers trailers) {
        Map<String, String> fields = new TreeMap<>();
        for (HttpField field : trailers.getTrailers()) {
            String value = field.getValue() == null ? "" : field.getValue();
            fields.merge(field.getLowerCaseName(), value, (before, another) -> before + "," + another);
        }
        return fields;
    }

    @Override
    public void demand(Runnable demandCallback) {
        if (gate().ask(() -> awaitInTurn(demandCallback), false)) {
            executor.execute(demandCallback);
        }
    }

    /** Whether there is more, for another thread: after a turn, or after an empty piece, which looks like nothing. */
    private boolean awaitInTurn(Runnable then) {
        boolean more = turn.isUsedUp() || next != null;
        turn.renew();
        if (isUnwanted()) {
            return false;
        }
        if (!more) {
            await(then);
        }
        return more;
    }

    private void await(Runnable then) {
        demanded = true;
        source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> onAvailable(then)));
    }

    private void onAvailable(Runnable then) {
        if (gate().ask(this::isStillWanted, false)) {
            then.run();
        } else {
            discard();
        }
    }

    private boolean isStillWanted() {
        demanded = isUnwanted();
        return !demanded;
    }

    /** The registry's connection failed, or its answer has come. */
    @Override
    public void fail(Throwable failure) {
        stop();
    }

    @Override
    void onStop() {
        gate().pass(() -> {
            if (!demanded && !isRead() && !awaitsLeave && clientFailure() == null) {
                demanded = true;
                discard();
            }
        });
    }

    private void discard() {
        Content.Chunk end = gate().ask(this::discardWhatIsThere, Content.Chunk.EOF);
        if (Content.Chunk.isFailure(end)) {
            breakOff(end.getFailure());
        }
        if (end.isLast()) {
            finish();
        }
    }

    /** The end of the body, or of what is discarded of it; nothing where there may be more. */
    private Content.Chunk discardWhatIsThere() {
        while (!isEnoughDiscarded()) {
            Content.Chunk piece = take();
            if (piece == null) {
                await(this::discard);
                return NOTHING;
            }
            if (piece.isLast()) {
                piece.release();
                return piece;
            }
            countDiscarded(piece.remaining());
            piece.release();
        }
        return Content.Chunk.EOF;
    }

    @Override
    void drop() {
        if (next != null) {
            next.release();
            next = null;
        }
    }
}
