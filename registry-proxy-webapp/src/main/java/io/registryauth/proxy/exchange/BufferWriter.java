package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a buffer to a container's output stream as it is, where the stream can do so: Jetty's and Tomcat's have such a
 * method, which became part of the API with Servlet 6.1 only. Elsewhere the bytes are copied. Thread-safe.
 */
final class BufferWriter {
    /** The API's own, which writes more than once: what does not block may be written to once only. */
    private static final Class<?> API = ServletOutputStream.class;

    private static final MethodType WRITE = MethodType.methodType(void.class, ByteBuffer.class);
    private static final MethodType CALL = MethodType.methodType(void.class, API, ByteBuffer.class);

    private volatile Streams known = new Streams(API, null);

    /** A class of streams, all of which are alike in a container, and its method, null where there is none. */
    private record Streams(Class<?> type, @Nullable MethodHandle write) {
        static Streams of(Class<?> type) {
            try {
                if (type.getMethod("write", ByteBuffer.class).getDeclaringClass() == API) {
                    return new Streams(type, null);
                }
                MethodHandle write = MethodHandles.publicLookup().findVirtual(type, "write", WRITE);
                return new Streams(type, write.asType(CALL));
            } catch (NoSuchMethodException | IllegalAccessException e) {
                return new Streams(type, null);
            }
        }
    }

    /**
     * Writes all of a buffer, which is the container's until the stream is ready again.
     *
     * @throws IOException when the stream fails
     */
    void write(ServletOutputStream output, ByteBuffer bytes) throws IOException {
        Streams streams = known;
        if (streams.type != output.getClass()) {
            streams = Streams.of(output.getClass());
            known = streams;
        }
        if (streams.write == null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            output.write(copy);
        } else {
            call(streams.write, output, bytes);
        }
    }

    private static void call(MethodHandle write, ServletOutputStream output, ByteBuffer bytes) throws IOException {
        try {
            write.invokeExact(output, bytes);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the container's output stream failed", e);
        }
    }
}
