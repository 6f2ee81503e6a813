package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceRequestBodyTest {
    private static final int KIBIBYTE = 1024;
    private static final int ENOUGH_DISCARDED = 1024 * KIBIBYTE + 1;

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
    private final Client client = new Client();
    private final List<Throwable> told = new ArrayList<>();
    private final AtomicInteger available = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final Queue<Runnable> turns = new ArrayDeque<>();

    @BeforeEach
    void ofUnknownLength() {
        when(request.getContentLengthLong()).thenReturn(-1L);
    }

    @AfterEach
    void allBuffersAreGivenBack() {
        assertThat(client.held).hasValue(0);
        assertThat(buffers.getLeaks()).isEmpty();
    }

    @Test
    void aLargePieceGoesOnInItsOwnBuffer() {
        RequestBody body = body();
        Content.Chunk large = client.sends(40 * KIBIBYTE);
        client.sends(5);

        Content.Chunk passedOn = read(body);

        assertThat(passedOn).isSameAs(large);
        passedOn.release();
        assertReads(body, 5);
    }

    @Test
    void smallPiecesThatAreThereGoOnTogether() {
        RequestBody body = body();
        client.sends(3);
        client.sends(5);
        client.sends(7);

        assertReads(body, 15);
        assertThat(body.read()).isNull();
    }

    @Test
    void aSmallPieceAloneGoesOnInItsOwnBuffer() {
        RequestBody body = body();
        Content.Chunk small = client.sends(3);

        Content.Chunk passedOn = read(body);

        assertThat(passedOn).isSameAs(small);
        passedOn.release();
    }

    @Test
    void theyFillABufferAndNoMore() {
        RequestBody body = body();
        for (int i = 0; i < 5; i++) {
            client.sends(20 * KIBIBYTE);
        }

        assertReads(body, 60 * KIBIBYTE);
        assertReads(body, 40 * KIBIBYTE);
    }

    @Test
    void aLargePieceAfterSmallOnesIsNotCopied() {
        RequestBody body = body();
        client.sends(3);
        client.sends(5);
        Content.Chunk large = client.sends(40 * KIBIBYTE);

        assertReads(body, 8);
        Content.Chunk passedOn = read(body);
        assertThat(passedOn).isSameAs(large);
        passedOn.release();
    }

    @Test
    void whatIsReadIsWhatWasSent() {
        RequestBody body = body();
        client.add(Content.Chunk.from(ByteBuffer.wrap(new byte[] {1, 2}), false));
        client.add(Content.Chunk.from(ByteBuffer.wrap(new byte[] {3}), false));

        Content.Chunk both = read(body);

        byte[] bytes = new byte[both.remaining()];
        both.getByteBuffer().get(bytes);
        assertThat(bytes).containsExactly(1, 2, 3);
        both.release();
    }

    @Test
    void allOfItIsPassedOnWhenItsEndIsRead() {
        RequestBody body = body();
        client.sends(7);
        assertReads(body, 7);
        assertThat(body.isPassedOn()).isFalse();

        client.add(Content.Chunk.EOF);

        assertThat(read(body).isLast()).isTrue();
        assertThat(body.isPassedOn()).isTrue();
    }

    /** The registry may answer before the server says that this was all. */
    @Test
    void allOfItIsPassedOnWhenItsLengthIs() {
        when(request.getContentLengthLong()).thenReturn(7L);
        RequestBody body = body();
        client.sends(7);
        assertReads(body, 7);

        assertThat(body.isPassedOn()).isTrue();
    }

    @Test
    void trailersAreThereWhenTheEndIsRead() {
        RequestBody body = body();
        client.add(new Trailers(
                HttpFields.build().add("Digest", "x").add("Sum", "a").add("Sum", "b")));

        assertThat(read(body).isLast()).isTrue();
        assertThat(body.trailers()).isEqualTo(Map.of("digest", "x", "sum", "a,b"));
    }

    @Test
    void demandIsTheServers() {
        RequestBody body = body();
        body.demand(available::incrementAndGet);
        assertThat(available).hasValue(0);

        client.sends(3);

        assertThat(available).hasValue(1);
        assertReads(body, 3);
    }

    /** Nobody waits, so Jetty need not wake another thread. */
    @Test
    void theThreadThatSeesTheClientSendReads() {
        body().demand(available::incrementAndGet);

        assertThat(Invocable.getInvocationType(client.demand)).isEqualTo(Invocable.InvocationType.NON_BLOCKING);
    }

    @Test
    void aClientsFailureIsToldBeforeItIsRead() {
        RequestBody body = body();
        body.whenClientFails(failure -> {
            assertThat(body.clientFailure()).isSameAs(failure);
            told.add(failure);
        });
        IOException nonsense = new IOException("bad chunk");
        client.add(Content.Chunk.from(nonsense, true));

        Content.Chunk failure = read(body);

        assertThat(failure.getFailure()).isSameAs(nonsense);
        assertThat(told).containsExactly(nonsense);
    }

    /** The registry may be slow to take what came before it. */
    @Test
    void aFailureDoesNotWaitForThePiecesBeforeIt() {
        RequestBody body = body();
        body.whenClientFails(told::add);
        client.sends(3);
        client.sends(5);
        client.add(Content.Chunk.from(new IOException("bad chunk"), true));

        assertThat(read(body).getFailure()).hasMessage("bad chunk");
        assertThat(told).hasSize(1);
    }

    /** Jetty would go on after it; nobody else would. */
    @Test
    void anIdleClientsFailureIsTheLastThing() {
        RequestBody body = body();
        client.add(Content.Chunk.from(new TimeoutException("idle"), false));

        assertThat(Content.Chunk.isFailure(body.read(), true)).isTrue();
        assertThat(body.clientFailure()).isInstanceOf(TimeoutException.class);
    }

    /** Whatever comes next on the connection would be taken for the rest of it. */
    @Test
    void whatNobodyWantedIsNotPassedOnAndDoesNotEnd() {
        RequestBody body = body();
        client.sends(7);
        client.add(Content.Chunk.EOF);

        body.stop();

        assertThat(body.isRead()).isTrue();
        assertThat(body.isPassedOn()).isFalse();
        assertThat(body.read()).isNull();
    }

    @Test
    void whatNobodyWantsIsDiscardedUpToItsEnd() {
        RequestBody body = body();
        body.demand(available::incrementAndGet);
        body.stop();
        body.whenDiscarded(ends::incrementAndGet);

        client.sends(7);
        assertThat(ends).hasValue(0);
        client.add(Content.Chunk.EOF);

        assertThat(ends).hasValue(1);
        assertThat(available).hasValue(0);
    }

    @Test
    void soIsWhatNobodyWaitedFor() {
        RequestBody body = body();
        client.sends(7);
        assertReads(body, 7);
        client.sends(40 * KIBIBYTE);
        body.fail(new IOException("refused"));
        body.whenDiscarded(ends::incrementAndGet);
        assertThat(client.pieces).isEmpty();

        client.add(Content.Chunk.EOF);

        assertThat(ends).hasValue(1);
    }

    @Test
    void noMoreThanEnoughIsDiscarded() {
        RequestBody body = body();
        body.stop();
        body.whenDiscarded(ends::incrementAndGet);

        client.sends(ENOUGH_DISCARDED - 1);
        assertThat(ends).hasValue(0);
        client.sends(1);
        assertThat(ends).hasValue(1);

        client.sends(9);
        assertThat(client.pieces).hasSize(1);
        client.pieces.remove().release();
    }

    @Test
    void aClientThatGoesAwayMeanwhileIsDoneWith() {
        RequestBody body = body();
        body.whenClientFails(told::add);
        body.stop();
        body.whenDiscarded(ends::incrementAndGet);

        client.add(Content.Chunk.from(new IOException("gone"), true));

        assertThat(ends).hasValue(1);
        assertThat(told).singleElement().asString().contains("gone");
    }

    @Test
    void nothingIsReadWhenTheServerHasTakenTheRequestBack() {
        RequestBody body = body();
        client.sends(20 * KIBIBYTE);
        client.sends(40 * KIBIBYTE);
        assertReads(body, 20 * KIBIBYTE);
        body.gate().close(body::drop);
        client.sends(5);

        assertThat(body.read()).isNull();
        body.demand(available::incrementAndGet);
        body.stop();

        assertThat(client.demand).isNull();
        assertThat(client.pieces).hasSize(1);
        client.pieces.remove().release();
    }

    @Test
    void whatComesAfterThatReachesNobody() {
        RequestBody body = body();
        body.demand(available::incrementAndGet);
        body.gate().close(body::drop);

        client.sends(5);

        assertThat(available).hasValue(0);
        assertThat(client.pieces).hasSize(1);
        client.pieces.remove().release();
    }

    /** The server may say at once that there is more. */
    @Test
    void whatIsThereIsReadWithinTheDemandForIt() {
        RequestBody body = body();
        client.sends(3);

        body.demand(() -> assertReads(body, 3));

        assertThat(client.pieces).isEmpty();
    }

    @Test
    void whatFollowsAnEmptyPieceDoesNotWaitForTheClient() {
        RequestBody body = body();
        client.add(Content.Chunk.EMPTY);
        client.sends(40 * KIBIBYTE);

        assertGoesOnInAnotherTurn(body);

        assertReads(body, 40 * KIBIBYTE);
    }

    @Test
    void whatNobodyWantsIsNotAskedForAgainAndAgain() {
        RequestBody body = body();
        client.sends(3);
        client.add(Content.Chunk.from(ByteBuffer.allocate(5), true));
        assertReads(body, 3);

        body.stop();
        body.demand(available::incrementAndGet);

        assertThat(turns).isEmpty();
        body.gate().close(body::drop);
    }

    /** Reading would be leave to send. */
    @Test
    void whatAClientHasNoLeaveToSendIsNotDiscarded() {
        when(request.getHeader("Expect")).thenReturn("100-continue");
        RequestBody body = body();

        body.fail(new IOException("nobody has time for it"));
        Runnable enough = body.whenDiscarded(ends::incrementAndGet);

        // it may send all the same, and must not lose its answer over that
        assertThat(ends).hasValue(0);
        assertThat(client.asked).isFalse();
        enough.run();
        assertThat(ends).hasValue(1);
    }

    @Test
    void whatAClientHasLeaveToSendIsDiscarded() {
        when(request.getHeader("Expect")).thenReturn("100-continue");
        RequestBody body = body();
        assertThat(body.read()).isNull();

        body.fail(new IOException("refused"));
        body.whenDiscarded(ends::incrementAndGet);
        client.sends(7);
        assertThat(ends).hasValue(0);
        client.add(Content.Chunk.EOF);

        assertThat(ends).hasValue(1);
    }

    @Test
    void othersHaveTheirTurnAfterAMebibyte() {
        RequestBody body = body();
        for (int i = 0; i < 3; i++) {
            client.sends(512 * KIBIBYTE);
        }
        assertReads(body, 512 * KIBIBYTE);
        assertReads(body, 512 * KIBIBYTE);
        assertGoesOnInAnotherTurn(body);

        assertReads(body, 512 * KIBIBYTE);
    }

    @Test
    void noMoreIsGatheredThanATurnHasLeft() {
        RequestBody body = body();
        client.sends(1000 * KIBIBYTE);
        for (int i = 0; i < 3; i++) {
            client.sends(20 * KIBIBYTE);
        }
        assertReads(body, 1000 * KIBIBYTE);

        assertReads(body, 20 * KIBIBYTE);
        assertGoesOnInAnotherTurn(body);

        assertReads(body, 40 * KIBIBYTE);
    }

    @Test
    void aTurnIsAThousandPiecesAtMost() {
        RequestBody body = body();
        for (int i = 0; i < 2000; i++) {
            client.sends(1);
        }

        // the last one is read, and waits for the next turn
        assertReads(body, 1023);
        assertGoesOnInAnotherTurn(body);

        assertReads(body, 977);
    }

    @Test
    void whoWaitsForTheClientBeginsANewTurn() {
        RequestBody body = body();
        for (int i = 0; i < 4; i++) {
            client.sends(512 * KIBIBYTE);
            assertReads(body, 512 * KIBIBYTE);
            assertThat(body.read()).isNull();
            body.demand(available::incrementAndGet);
        }

        assertThat(available).hasValue(3);
        assertThat(turns).isEmpty();
    }

    @Test
    void whatIsNotWantedAfterATurnIsDiscarded() {
        RequestBody body = body();
        client.sends(1024 * KIBIBYTE);
        client.sends(7);
        assertReads(body, 1024 * KIBIBYTE);
        assertThat(body.read()).isNull();
        body.demand(() -> assertThat(body.read()).isNull());

        body.stop();
        body.whenDiscarded(ends::incrementAndGet);
        turns.remove().run();
        client.add(Content.Chunk.EOF);

        assertThat(ends).hasValue(1);
    }

    private static Content.Chunk read(RequestBody body) {
        return Objects.requireNonNull(body.read());
    }

    private RequestBody body() {
        return new SourceRequestBody(request, client, buffers, turns::add);
    }

    /** Without asking the client for more: it is there already. */
    private void assertGoesOnInAnotherTurn(RequestBody body) {
        assertThat(body.read()).isNull();
        body.demand(available::incrementAndGet);
        assertThat(available).hasValue(0);
        assertThat(client.demand).isNull();

        turns.remove().run();

        assertThat(available).hasValue(1);
    }

    private static void assertReads(RequestBody body, int length) {
        Content.Chunk chunk = read(body);
        assertThat(chunk.remaining()).isEqualTo(length);
        chunk.release();
    }

    /** A server's view of a client that sends in pieces. */
    private static final class Client implements Content.Source {
        final Deque<Content.Chunk> pieces = new ArrayDeque<>();
        final AtomicInteger held = new AtomicInteger();
        boolean asked;

        @Nullable
        Runnable demand;

        Content.Chunk sends(int length) {
            held.incrementAndGet();
            return add(Content.Chunk.from(ByteBuffer.allocate(length), false, held::decrementAndGet));
        }

        Content.Chunk add(Content.Chunk piece) {
            pieces.add(piece);
            Runnable waiting = demand;
            demand = null;
            if (waiting != null) {
                waiting.run();
            }
            return piece;
        }

        @Override
        public Content.@Nullable Chunk read() {
            asked = true;
            return pieces.poll();
        }

        @Override
        public void demand(Runnable demandCallback) {
            assertThat(demand).as("the one who waits already").isNull();
            if (pieces.isEmpty()) {
                demand = demandCallback;
            } else {
                demandCallback.run();
            }
        }

        @Override
        public void fail(Throwable failure) {
            throw new AssertionError("the client's connection is not the body's", failure);
        }
    }
}
