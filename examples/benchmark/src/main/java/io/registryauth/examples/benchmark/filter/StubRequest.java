package io.registryauth.examples.benchmark.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as cheap as one can be, so that what is measured is the filter and not a container. */
final class StubRequest extends HttpServletRequestWrapper {
    private final String path;
    private final List<String> authorization;
    private final Map<String, Object> attributes = new HashMap<>();

    StubRequest(String path, String authorization) {
        super(nothing());
        this.path = path;
        this.authorization = List.of(authorization);
    }

    private static HttpServletRequest nothing() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.1";
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equals("Authorization") ? authorization.get(0) : null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equals("Authorization") ? Collections.enumeration(authorization) : Collections.emptyEnumeration();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }
}
