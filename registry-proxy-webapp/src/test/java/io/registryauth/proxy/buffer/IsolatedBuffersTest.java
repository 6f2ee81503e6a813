package io.registryauth.proxy.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolatedBuffersTest {
    private static final int SIZE = 64 * 1024;

    private final IsolatedBuffers pool = new IsolatedBuffers(SIZE);

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

        assertThat(memory).isEqualTo(SIZE);
        assertThat(direct ? pool.getDirectMemory() : pool.getHeapMemory()).isEqualTo(SIZE);
    }

    @Test
    void aBufferThatWasGivenBackCannotClearTheNextOne() {
        RetainableByteBuffer next = pool.acquire(SIZE, true);
        BufferUtil.append(next.getByteBuffer(), "somebody else's".getBytes(StandardCharsets.US_ASCII));

        BufferUtil.clear(before.getByteBuffer());

        assertThat(next.getByteBuffer()).isNotSameAs(before.getByteBuffer());
        assertThat(BufferUtil.toString(next.getByteBuffer())).isEqualTo("somebody else's");
    }

    @Test
    void aBufferThatIsGivenBackTwiceDoesNotGiveBackTheNextOne() {
        RetainableByteBuffer next = pool.acquire(SIZE, true);

        assertThatThrownBy(before::release).isInstanceOf(IllegalStateException.class);

        RetainableByteBuffer third = pool.acquire(SIZE, true);
        BufferUtil.append(third.getByteBuffer(), (byte) 1);
        BufferUtil.append(next.getByteBuffer(), (byte) 2);
        assertThat(third.getByteBuffer().get(0)).isEqualTo((byte) 1);
        assertThat(next.release()).isTrue();
    }
}
