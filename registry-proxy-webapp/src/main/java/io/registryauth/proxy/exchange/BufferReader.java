package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads from a container's input stream into a buffer, directly where the stream can do so. Elsewhere the bytes are copied. Thread-safe. */
final class BufferReader {
    private static final int COPIED = 16 * 1024;

    private final BufferMethod reads = new BufferMethod(ServletInputStream.class, "read");

    /**
     * Reads once from a stream that is ready, into a buffer with room.
     *
     * @return how many bytes the buffer has now that it had not before; negative at the end of the stream
     * @throws IOException when the stream fails
     */
    int read(ServletInputStream input, ByteBuffer bytes) throws IOException {
        MethodHandle read = reads.of(input);
        if (read == null) {
            byte[] copy = new byte[Math.min(bytes.remaining(), COPIED)];
            int length = input.read(copy);
            bytes.put(copy, 0, Math.max(length, 0));
            return length;
        }
        // containers do not agree on what becomes of a buffer's position and limit
        int length = (int) Objects.requireNonNull(BufferMethod.call(read, input, bytes.duplicate()));
        bytes.position(bytes.position() + Math.max(length, 0));
        return length;
    }
}
