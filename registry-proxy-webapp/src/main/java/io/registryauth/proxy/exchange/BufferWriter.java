package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/** Writes a buffer to a container's output stream as it is, where the stream can do so. Elsewhere the bytes are copied. Thread-safe. */
final class BufferWriter {
    private final BufferMethod writes = new BufferMethod(ServletOutputStream.class, "write");

    /**
     * Writes all of a buffer, which is the container's until the stream is ready again.
     *
     * @throws IOException when the stream fails
     */
    void write(ServletOutputStream output, ByteBuffer bytes) throws IOException {
        MethodHandle write = writes.of(output);
        if (write == null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            output.write(copy);
        } else {
            BufferMethod.call(write, output, bytes);
        }
    }
}
