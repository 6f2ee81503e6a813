package io.registryauth.registry;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has Tomcat close a connection on which a client still sends. Other containers need not be told: they read the rest of a
 * body without holding a thread, or not at all.
 *
 * <p>Tomcat reads the rest of a request that was answered by itself, with a time-out that begins anew with each byte, unless
 * something failed. Its public {@code CloseNowException} says that nothing did, but that the connection has to go: it is not
 * logged, what was written before arrives, and over HTTP/2 the stream alone is closed. No servlet API says so, and what knows
 * no container can only look for it by its name.
 */
public final class CloseNow {
    /** Where Tomcat's requests are; another container may have its jars about. */
    private static final String TOMCAT = "org.apache.catalina.";

    private static final String EXCEPTION = "org.apache.coyote.CloseNowException";

    private static final ClassValue<Optional<MethodHandle>> MAKERS = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> request) {
            if (!request.getName().startsWith(TOMCAT)) {
                return Optional.empty();
            }
            try {
                Class<?> type = Class.forName(EXCEPTION, false, request.getClassLoader());
                MethodType maker = MethodType.methodType(void.class, String.class);
                return Optional.of(MethodHandles.publicLookup()
                        .findConstructor(type, maker)
                        .asType(MethodType.methodType(IOException.class, String.class)));
            } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
                return Optional.empty();
            }
        }
    };

    private CloseNow() {}

    /**
     * What to throw to the container, so that it closes the connection of an answer that has been sent off.
     *
     * @return null where the container has no need of it
     */
    public static @Nullable IOException exception(ServletRequest request) {
        Optional<MethodHandle> maker = MAKERS.get(containers(request).getClass());
        if (maker.isEmpty()) {
            return null;
        }
        try {
            return (IOException) maker.get().invoke("the client still sends");
        } catch (Throwable e) {
            throw new IllegalStateException(EXCEPTION + " cannot be made", e);
        }
    }

    /** The container's own request, within whatever filters have wrapped around it. */
    static ServletRequest containers(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return own;
    }
}
