package io.registryauth.proxy.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.api.Test;

class TransferBuffersTest {
    private static final int SMALL = 64 * 1024;
    private static final int LARGE = 512 * 1024;
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int FEW = 64;

    private final TransferBuffers pool = new TransferBuffers(SMALL, LARGE);

    @Test
    void aTransferGetsALargeBufferWhoseMemoryIsUsedAgain() {
        for (int i = 0; i < 100; i++) {
            RetainableByteBuffer buffer = pool.acquire(SMALL, true);
            assertThat(buffer.capacity()).isEqualTo(LARGE);
            buffer.release();
        }
        assertThat(pool.getDirectMemory()).isEqualTo(LARGE);
    }

    @Test
    void theVeryFirstOnesGetEvenMore() {
        TransferBuffers generous = new TransferBuffers(SMALL, LARGE, LARGEST);

        RetainableByteBuffer first = generous.acquire(SMALL, true);
        assertThat(first.capacity()).isEqualTo(LARGEST);
        assertThat(generous.acquire(SMALL, true).capacity()).isEqualTo(LARGEST);
        assertThat(generous.acquire(SMALL, true).capacity()).isEqualTo(LARGE);

        first.release();
        assertThat(generous.acquire(SMALL, true).capacity()).isEqualTo(LARGEST);
        assertThat(generous.getDirectMemory()).as("the one that was used again").isEqualTo(LARGEST);
    }

    @Test
    void whoAsksForMoreThanTheSmallestGetsNoneOfTheLargest() {
        TransferBuffers generous = new TransferBuffers(SMALL, LARGE, LARGEST);

        assertThat(generous.acquire(2 * SMALL, true).capacity()).isEqualTo(LARGE);

        assertThat(generous.acquire(SMALL, true).capacity()).isEqualTo(LARGEST);
    }

    @Test
    void whatIsNotForATransferGetsWhatItAsksFor() {
        assertThat(pool.acquire(32 * 1024, true).capacity()).isEqualTo(32 * 1024);
    }

    @Test
    void fewOfThemAreLargeAtOnce() {
        List<RetainableByteBuffer> buffers = acquire(FEW + 4);
        assertThat(buffers.subList(0, FEW)).allMatch(buffer -> buffer.capacity() == LARGE);
        assertThat(buffers.subList(FEW, FEW + 4)).allMatch(buffer -> buffer.capacity() == SMALL);

        buffers.get(FEW).release();
        assertThat(pool.acquire(SMALL, true).capacity()).isEqualTo(SMALL);

        buffers.get(3).release();
        assertThat(pool.acquire(SMALL, true).capacity()).isEqualTo(LARGE);
        assertThat(pool.acquire(SMALL, true).capacity()).isEqualTo(SMALL);
    }

    @Test
    void aLargeOneIsHeldUntilItsLastHolderGivesItBack() {
        List<RetainableByteBuffer> buffers = acquire(FEW);
        buffers.get(0).retain();

        buffers.get(0).release();
        assertThat(pool.acquire(SMALL, true).capacity()).isEqualTo(SMALL);

        buffers.get(0).release();
        assertThat(pool.acquire(SMALL, true).capacity()).isEqualTo(LARGE);
    }

    @Test
    void thoseThatAreLostCountNoMore() {
        assertThat(acquire(FEW)).hasSize(FEW);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            RetainableByteBuffer buffer = pool.acquire(SMALL, true);
            int capacity = buffer.capacity();
            buffer.release();
            return capacity == LARGE;
        });
    }

    private List<RetainableByteBuffer> acquire(int count) {
        List<RetainableByteBuffer> buffers = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> buffers.add(pool.acquire(SMALL, true)));
        return buffers;
    }
}
