package io.registryauth.proxy.exchange;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A method of a container's streams that takes a buffer as it is: Jetty's and Tomcat's have such methods, which became part of the
 * API with Servlet 6.1 only. Thread-safe.
 */
final class BufferMethod {
    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, ByteBuffer.class);

    private final Class<?> api;
    private final String name;
    private volatile Streams known;

    /** A class of streams, all of which are alike in a container, and its method, null where there is none. */
    private record Streams(Class<?> type, @Nullable MethodHandle method) {}

    /**
     * Makes one that is looked up when it is needed.
     *
     * @param api the API's class of such streams. A method of its own does not count: it copies, and calls the stream more than
     *     once, which one that does not block may not be
     */
    BufferMethod(Class<?> api, String name) {
        this.api = api;
        this.name = name;
        this.known = new Streams(api, null);
    }

    /** The method of a stream, for {@link #call}; null where it has none. */
    @Nullable
    MethodHandle of(Object stream) {
        Streams streams = known;
        if (streams.type != stream.getClass()) {
            streams = new Streams(stream.getClass(), find(stream.getClass()));
            known = streams;
        }
        return streams.method;
    }

    /**
     * Calls the method of a stream.
     *
     * @throws IOException when the stream fails
     */
    @Nullable
    static Object call(MethodHandle method, Object stream, ByteBuffer bytes) throws IOException {
        try {
            return (Object) method.invokeExact(stream, bytes);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the container's stream failed", e);
        }
    }

    private @Nullable MethodHandle find(Class<?> type) {
        try {
            Method method = type.getMethod(name, ByteBuffer.class);
            if (method.getDeclaringClass() == api) {
                return null;
            }
            return MethodHandles.publicLookup().unreflect(method).asType(CALL);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
