package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BufferReaderTest {
    private final BufferReader reader = new BufferReader();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(8).position(2).limit(7);

    @Test
    void aStreamThatFillsBuffersIsNotAskedForArrays() throws IOException {
        assertThat(reader.read(new FillsBuffers(new byte[] {1, 2, 3}, false), bytes))
                .isEqualTo(3);

        assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 1, 2, 3}));
    }

    @Test
    void oneMayLeavePositionAndLimitAsItLikes() throws IOException {
        assertThat(reader.read(new FillsBuffers(new byte[] {1, 2, 3}, true), bytes))
                .isEqualTo(3);

        assertThat(bytes.position()).isEqualTo(5);
        assertThat(bytes.limit()).isEqualTo(7);
    }

    @Test
    void anotherStreamsBytesAreCopied() throws IOException {
        FillsArrays stream = new FillsArrays(new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(reader.read(stream, bytes)).isEqualTo(5);

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 1, 2, 3, 4, 5}));
    }

    @Test
    void theEndOfAStreamLeavesTheBufferAlone() throws IOException {
        assertThat(reader.read(new FillsBuffers(new byte[0], false), bytes)).isNegative();
        assertThat(reader.read(new FillsArrays(new byte[0]), bytes)).isNegative();

        assertThat(bytes.position()).isEqualTo(2);
    }

    @Test
    void theStreamsFailureIsTheCallers() {
        IOException gone = new IOException("the client is gone");
        FillsBuffers stream = new FillsBuffers(new byte[1], false);
        stream.failure = gone;

        assertThatThrownBy(() -> reader.read(stream, bytes)).isSameAs(gone);
    }

    /** As in every container of Servlet 6.0. */
    public static class FillsArrays extends ServletInputStream {
        final ByteArrayInputStream content;

        FillsArrays(byte[] content) {
            this.content = new ByteArrayInputStream(content);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return content.read(bytes, offset, length);
        }

        @Override
        public int read() {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isFinished() {
            return content.available() == 0;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new AssertionError("nobody listens");
        }
    }

    /** As Jetty's, or as Tomcat's, which leaves a buffer ready to be read from. */
    public static final class FillsBuffers extends FillsArrays {
        private final boolean flips;

        @Nullable
        IOException failure;

        FillsBuffers(byte[] content, boolean flips) {
            super(content);
            this.flips = flips;
        }

        public int read(ByteBuffer bytes) throws IOException {
            if (failure != null) {
                throw failure;
            }
            byte[] read = content.readNBytes(bytes.remaining());
            int start = bytes.position();
            bytes.put(read);
            if (flips) {
                bytes.limit(bytes.position()).position(start);
            }
            return read.length == 0 ? -1 : read.length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            throw new AssertionError("an array");
        }
    }
}
