package io.registryauth.examples.benchmark.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A response that takes everything and keeps nothing. */
final class StubResponse {
    private static final Map<Class<?>, Object> ANSWERS =
            Map.of(boolean.class, false, int.class, 0, ServletOutputStream.class, new Sink());

    private StubResponse() {}

    static HttpServletResponse create() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                StubResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, args) -> ANSWERS.get(method.getReturnType()));
    }

    private static final class Sink extends ServletOutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
