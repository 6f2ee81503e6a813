package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BufferWriterTest {
    private final BufferWriter writer = new BufferWriter();

    @Test
    void aStreamThatTakesBuffersGetsTheBufferItself() throws IOException {
        TakesBuffers stream = new TakesBuffers();
        ByteBuffer bytes = ByteBuffer.allocateDirect(3);

        writer.write(stream, bytes);

        assertThat(stream.buffers).hasSize(1).first().isSameAs(bytes);
        assertThat(stream.arrays).isEmpty();
    }

    @Test
    void anotherStreamGetsACopyAtOnce() throws IOException {
        TakesArrays stream = new TakesArrays();

        writer.write(
                stream,
                ByteBuffer.allocateDirect(4).put(new byte[] {9, 1, 2, 3}).position(1));

        assertThat(stream.arrays).containsExactly(new byte[] {1, 2, 3});
    }

    @Test
    void streamsOfSeveralKindsMayCome() throws IOException {
        TakesBuffers first = new TakesBuffers();
        TakesArrays second = new TakesArrays();

        for (int i = 0; i < 3; i++) {
            writer.write(first, ByteBuffer.allocate(1));
            writer.write(second, ByteBuffer.allocate(1));
        }

        assertThat(first.buffers).hasSize(3);
        assertThat(second.arrays).hasSize(3);
    }

    @Test
    void theStreamsFailureIsTheCallers() {
        IOException gone = new IOException("the client is gone");
        TakesBuffers stream = new TakesBuffers();
        stream.failure = gone;

        assertThatThrownBy(() -> writer.write(stream, ByteBuffer.allocate(1))).isSameAs(gone);
    }

    /** As in every container of Servlet 6.0. */
    public static class TakesArrays extends ServletOutputStream {
        final List<byte[]> arrays = new ArrayList<>();

        @Override
        public void write(byte[] bytes, int offset, int length) {
            arrays.add(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void write(int b) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("nobody listens");
        }
    }

    /** As Jetty's and Tomcat's are. */
    public static final class TakesBuffers extends TakesArrays {
        final List<ByteBuffer> buffers = new ArrayList<>();
        private @Nullable IOException failure;

        public void write(ByteBuffer bytes) throws IOException {
            if (failure != null) {
                throw failure;
            }
            buffers.add(bytes);
        }
    }
}
