package io.registryauth.proxy.exchange;

import io.registryauth.proxy.EmbeddedTomcat;
import io.registryauth.proxy.Held;
import io.registryauth.proxy.buffer.TransferBuffers;
import io.registryauth.proxy.server.DirectBodies;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The containers that tests run in. */
enum Container {
    /** Jetty as {@code java -jar} has it. */
    STANDALONE,
    /** Jetty as others have it, into which the application is deployed. */
    JETTY,
    TOMCAT_10_1,
    TOMCAT_11_0;

    private static final int INPUT_BUFFER = 64 * 1024;
    private static final int LARGE_INPUT_BUFFER = 512 * 1024;

    /**
     * A container that runs an application.
     *
     * @param held what requests hold of both at the moment, by name
     */
    record Running(int port, Supplier<Map<String, Long>> held, AutoCloseable container) implements AutoCloseable {
        @Override
        public void close() {
            try {
                container.close();
            } catch (Exception e) {
                throw new IllegalStateException("the container does not stop", e);
            }
        }
    }

    /**
     * Starts an application on a free port of 127.0.0.1.
     *
     * @param setup has a constructor without arguments, for it may be loaded anew
     * @param settings the application's, and {@code threads}: how many requests may be at work at once
     */
    @SuppressWarnings("unchecked")
    Running start(Class<? extends BiConsumer<ServletContext, Map<String, String>>> setup, Map<String, String> settings)
            throws Exception {
        if (isJetty()) {
            return jetty(setup.getDeclaredConstructor().newInstance(), settings, this == STANDALONE);
        }
        String version = this == TOMCAT_10_1 ? "tomcat-10.1" : "tomcat-11.0";
        AutoCloseable tomcat = EmbeddedTomcat.start(version, setup.getName(), settings);
        return new Running(((IntSupplier) tomcat).getAsInt(), (Supplier<Map<String, Long>>) tomcat, tomcat);
    }

    boolean isJetty() {
        return this == STANDALONE || this == JETTY;
    }

    /** Speaks HTTP/1.1, and HTTP/2 without TLS. */
    private static Running jetty(
            BiConsumer<ServletContext, Map<String, String>> application,
            Map<String, String> settings,
            boolean standalone)
            throws Exception {
        // some of its threads serve no requests
        int threads = Integer.parseInt(settings.getOrDefault("threads", "200")) + 8;
        QueuedThreadPool pool = new QueuedThreadPool(threads);
        ArrayByteBufferPool buffers =
                standalone ? new TransferBuffers(INPUT_BUFFER, LARGE_INPUT_BUFFER) : new ArrayByteBufferPool();
        Server server = new Server(pool, null, buffers);
        HttpConfiguration configuration = new HttpConfiguration();
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(configuration);
        if (standalone) {
            http1.setInputBufferSize(INPUT_BUFFER);
            http2.setInputBufferSize(INPUT_BUFFER);
        }
        ServerConnector connector = new ServerConnector(server, http1, http2);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        Held held = new Held();
        held.count("connections of clients", connector.getConnectedEndPoints()::size);
        held.count("threads of the container", pool::getUtilizedThreads);
        held.count("buffers of the container", buffers);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servlets) -> {
            held.watch(servlets);
            application.accept(servlets, settings);
        });
        server.setHandler(standalone ? new DirectBodies(context) : context);
        held.countRequests(server);
        server.start();
        return new Running(connector.getLocalPort(), held, server::stop);
    }
}
