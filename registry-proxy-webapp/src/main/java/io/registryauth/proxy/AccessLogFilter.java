package io.registryauth.proxy;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.proxy.exchange.RegistryProxyServlet;
import io.registryauth.proxy.origin.ClientOrigin;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Identity;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each request when its answer is complete, also when that happens asynchronously. The line has the path without the
 * query, and no header.
 */
final class AccessLogFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger("io.registryauth.proxy.Access");

    private static final String LINE = AccessLogFilter.class.getName() + ".line";

    private final transient ClientOrigin origin;
    private final transient LongSupplier nanoTime;

    AccessLogFilter(ClientOrigin origin, LongSupplier nanoTime) {
        this.origin = origin;
        this.nanoTime = nanoTime;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Line line = line(request, response);
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(line);
            } else {
                // What the chain throws becomes a 500 only after this filter, and only where no answer has begun.
                line.log(failed && !response.isCommitted() ? 500 : response.getStatus());
            }
        }
    }

    /** A request that comes back, as one does whose answer is broken off, has its line already. */
    private Line line(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(LINE) instanceof Line before) {
            return before;
        }
        Line line = new Line(request, response, origin.address(request), nanoTime.getAsLong());
        request.setAttribute(LINE, line);
        return line;
    }

    /** One request on its way to its line. Where it comes back and fails then, Jetty tells no listener. */
    private final class Line implements AsyncListener {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final String client;
        private final String method;
        private final String path;
        private final long start;
        private final AtomicBoolean logged = new AtomicBoolean();

        Line(HttpServletRequest request, HttpServletResponse response, String client, long start) {
            this.request = request;
            this.response = response;
            this.client = client;
            this.method = request.getMethod();
            this.path = request.getRequestURI();
            this.start = start;
        }

        void log(int status) {
            if (logged.getAndSet(true)) {
                return;
            }
            log.atInfo()
                    .addKeyValue("user", user())
                    .addKeyValue("method", method)
                    .addKeyValue("repository", repository())
                    .addKeyValue("status", status)
                    .addKeyValue("bytes", bytes())
                    .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start))
                    .addKeyValue("client", client)
                    .addKeyValue("path", path)
                    .log("access");
        }

        private @Nullable String user() {
            return request.getAttribute(RegistryAuthFilter.IDENTITY_ATTRIBUTE) instanceof Identity identity
                    ? identity.name()
                    : null;
        }

        private @Nullable String repository() {
            if (!(request.getAttribute(RegistryAuthFilter.ACCESS_REQUEST_ATTRIBUTE) instanceof AccessRequest asked)) {
                return null;
            }
            String names = asked.accesses().stream()
                    .map(Access::repository)
                    .filter(Objects::nonNull)
                    .distinct()
                    .collect(Collectors.joining(","));
            return names.isEmpty() ? null : names;
        }

        /** What the proxy counted; where it had no part in the answer, what the answer says of itself. */
        private @Nullable Object bytes() {
            Object counted = request.getAttribute(RegistryProxyServlet.BYTES_ATTRIBUTE);
            if (counted != null) {
                return counted;
            }
            boolean bodyless = method.equals("HEAD") || response.getStatus() == 204 || response.getStatus() == 304;
            return bodyless ? "0" : response.getHeader("Content-Length");
        }

        @Override
        public void onComplete(AsyncEvent event) {
            log(response.getStatus());
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A dispatch that starts anew drops the listeners of before.
            event.getAsyncContext().addListener(this);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows
        }
    }
}
