package io.registryauth.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsolatedBuffersTest {
    private static final int SIZE = 64 * 1024;

    private final IsolatedBuffers pool = new IsolatedBuffers();

    private RetainableByteBuffer before;

    @BeforeEach
    void usedOnce() {
        before = pool.acquire(SIZE, true);
        before.release();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void usesMemoryAgain(boolean direct) {
        pool.acquire(SIZE, direct).release();
        long memory = direct ? pool.getDirectMemory() : pool.getHeapMemory();

        pool.acquire(SIZE, direct).release();

        assertEquals(SIZE, direct ? pool.getDirectMemory() : pool.getHeapMemory());
        assertEquals(SIZE, memory);
    }

    @Test
    void aBufferThatWasGivenBackCannotClearTheNextOne() {
        RetainableByteBuffer next = pool.acquire(SIZE, true);
        BufferUtil.append(next.getByteBuffer(), "somebody else's".getBytes(StandardCharsets.US_ASCII));

        BufferUtil.clear(before.getByteBuffer());

        assertNotSame(before.getByteBuffer(), next.getByteBuffer());
        assertEquals("somebody else's", BufferUtil.toString(next.getByteBuffer()));
    }

    @Test
    void aBufferThatIsGivenBackTwiceDoesNotGiveBackTheNextOne() {
        RetainableByteBuffer next = pool.acquire(SIZE, true);

        assertThrows(IllegalStateException.class, before::release);

        RetainableByteBuffer third = pool.acquire(SIZE, true);
        BufferUtil.append(third.getByteBuffer(), (byte) 1);
        BufferUtil.append(next.getByteBuffer(), (byte) 2);
        assertEquals(1, third.getByteBuffer().get(0));
        assertFalse(next.isRetained());
    }
}
