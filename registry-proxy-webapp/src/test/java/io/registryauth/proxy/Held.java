package io.registryauth.proxy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What requests hold of a container and of the proxy in it at the moment: counts by name, without those that are zero. All
 * of them are when there is no request, whatever became of the ones before. Its results are of the JDK alone, since the
 * container may have a class loader of its own. Thread-safe.
 */
public final class Held implements Supplier<Map<String, Long>> {
    private static final String REQUESTS = "requests";

    private final Map<String, Supplier<? extends Number>> counts = new ConcurrentHashMap<>();

    /** Counts something of the container. */
    public void count(String name, Supplier<? extends Number> count) {
        counts.put(name, count);
    }

    /** Counts the buffers of a pool that are in use. */
    public void count(String name, ArrayByteBufferPool buffers) {
        buffers.setStatisticsEnabled(true);
        count(name, () -> acquired(buffers));
    }

    /**
     * Counts the requests that a Jetty server has yet to end; to be called before its start. Listeners would not do: they are
     * not told of the end where it fails after the answer has begun.
     */
    public void countRequests(Server server) {
        StatisticsHandler requests = new StatisticsHandler(server.getHandler());
        server.setHandler(requests);
        count(REQUESTS, requests::getRequestsActive);
    }

    /** Counts the asynchronous requests of an application; to be called before it registers its own filters. */
    void countRequests(ServletContext application) {
        AtomicInteger underWay = new AtomicInteger();
        Filter filter = (request, response, chain) ->
                chain.doFilter(new Counted((HttpServletRequest) request, underWay), response);
        FilterRegistration.Dynamic registration = application.addFilter("held", filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        count(REQUESTS, underWay::get);
    }

    /** Counts what an application's client of the registry holds. */
    public void watch(ServletContext application) {
        application.addListener(new ServletContextAttributeListener() {
            @Override
            public void attributeAdded(ServletContextAttributeEvent event) {
                // Jetty's servlet keeps its client there
                if (event.getValue() instanceof HttpClient client) {
                    watch(client);
                }
            }
        });
    }

    private void watch(HttpClient client) {
        count("buffers for the registry", (ArrayByteBufferPool) client.getByteBufferPool());
        QueuedThreadPool threads = (QueuedThreadPool) client.getExecutor();
        count("threads for the registry", threads::getUtilizedThreads);
        count("requests that wait for a connection", () -> sum(client, HttpDestination::getQueuedRequestCount));
        count(
                "connections to the registry in use",
                () -> sum(client, destination -> {
                    AbstractConnectionPool pool = (AbstractConnectionPool) destination.getConnectionPool();
                    return (long) pool.getActiveConnectionCount() + pool.getPendingConnectionCount();
                }));
    }

    @Override
    public Map<String, Long> get() {
        Map<String, Long> held = new TreeMap<>();
        counts.forEach((name, count) -> held.put(name, count.get().longValue()));
        held.values().removeIf(count -> count == 0);
        return held;
    }

    private static long sum(HttpClient client, ToLongFunction<HttpDestination> count) {
        return client.getDestinations().stream()
                .map(HttpDestination.class::cast)
                .mapToLong(count)
                .sum();
    }

    /** A pool forgets a buffer that is not given back, so its own number of buffers in use would not do. */
    private static long acquired(ArrayByteBufferPool pool) {
        return Stream.of(pool.getDirectBucketsStatistics(), pool.getHeapBucketsStatistics())
                .flatMap(List::stream)
                .mapToLong(bucket -> number(bucket, "acquires") - number(bucket, "releases"))
                .sum();
    }

    private static long number(Map<String, Object> bucket, String name) {
        return ((Number) Objects.requireNonNull(bucket.get(name))).longValue();
    }

    /** A request that counts from the beginning of asynchronous processing until its end. */
    private static final class Counted extends HttpServletRequestWrapper implements AsyncListener {
        private static final String UNDER_WAY = Held.class.getName();

        private final AtomicInteger count;

        Counted(HttpServletRequest request, AtomicInteger count) {
            super(request);
            this.count = count;
        }

        @Override
        public AsyncContext startAsync() {
            return begin(super.startAsync());
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            return begin(super.startAsync(request, response));
        }

        private AsyncContext begin(AsyncContext async) {
            if (getAttribute(UNDER_WAY) == null) {
                setAttribute(UNDER_WAY, new AtomicBoolean(true));
                count.incrementAndGet();
            }
            async.addListener(this, this, async.getResponse());
            return async;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            if (event.getSuppliedRequest().getAttribute(UNDER_WAY) instanceof AtomicBoolean underWay
                    && underWay.getAndSet(false)) {
                count.decrementAndGet();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completes as well
        }

        @Override
        public void onError(AsyncEvent event) {
            // completes as well
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this, this, event.getSuppliedResponse());
        }
    }
}
