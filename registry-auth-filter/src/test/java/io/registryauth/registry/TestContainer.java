package io.registryauth.registry;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A servlet behind filters in a real container, as the root application on a free port of the loopback address. */
public abstract class TestContainer implements AutoCloseable {
    /** The containers that the filter runs in. */
    public enum Kind {
        JETTY,
        TOMCAT,
        /** Leaves the answer {@code 100 Continue} to whoever reads the body, as Jetty does. */
        TOMCAT_CONTINUE_ON_READ
    }

    /** Starts a container; filters and servlet get every request, and may be asynchronous. */
    public static TestContainer start(Kind kind, HttpServlet servlet, Filter... filters) throws Exception {
        return start(kind, context -> register(context, servlet, filters));
    }

    /**
     * Starts a container with what is registered.
     *
     * @throws Exception when the application does not start; what a filter's init threw is among its causes
     */
    public static TestContainer start(Kind kind, Consumer<ServletContext> registration) throws Exception {
        ServletContainerInitializer application = (classes, context) -> registration.accept(context);
        return kind == Kind.JETTY ? new Jetty(application) : new EmbeddedTomcat(application, kind);
    }

    private static void register(ServletContext context, HttpServlet servlet, Filter... filters) {
        for (Filter filter : filters) {
            FilterRegistration.Dynamic registration =
                    context.addFilter(filter.getClass().getName(), filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        }
        ServletRegistration.Dynamic registration = context.addServlet("servlet", servlet);
        registration.setAsyncSupported(true);
        registration.addMapping("/*");
    }

    public abstract int port();

    abstract void stop() throws Exception;

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException("the container did not stop", e);
        }
    }

    private static final class Jetty extends TestContainer {
        private final Server server = new Server();
        private final ServerConnector connector = new ServerConnector(server);

        Jetty(ServletContainerInitializer application) throws Exception {
            connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/");
            context.addServletContainerInitializer(application);
            server.setHandler(context);
            try {
                server.start();
            } catch (Exception e) {
                server.stop();
                throw e;
            }
        }

        @Override
        public int port() {
            return connector.getLocalPort();
        }

        @Override
        void stop() throws Exception {
            server.stop();
        }
    }

    private static final class EmbeddedTomcat extends TestContainer {
        /** Kept here, since the logging of the JDK forgets levels of loggers that nobody holds. */
        private static final Logger LOG = Logger.getLogger("org.apache");

        // Tomcat makes the first one of a process anew, as its home, whenever another one starts.
        private final Path base = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tomcat");
        private final Tomcat tomcat = new Tomcat();

        EmbeddedTomcat(ServletContainerInitializer application, Kind kind) throws Exception {
            LOG.setLevel(Level.WARNING);
            tomcat.setBaseDir(base.toString());
            Connector connector = new Connector();
            connector.setPort(0);
            connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
            connector.setProperty(
                    "continueResponseTiming", kind == Kind.TOMCAT_CONTINUE_ON_READ ? "onRead" : "immediately");
            tomcat.setConnector(connector);
            StandardContext context = (StandardContext) tomcat.addContext("", null);
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesRmiTargets(false);
            context.setClearReferencesThreadLocals(false);
            context.addServletContainerInitializer(application, Set.of());
            ThrownHandler thrown = new ThrownHandler();
            LOG.addHandler(thrown);
            LOG.setUseParentHandlers(false);
            try {
                tomcat.start();
            } finally {
                LOG.setUseParentHandlers(true);
                LOG.removeHandler(thrown);
            }
            if (!context.getState().isAvailable()) {
                stop();
                throw new IllegalStateException("the application did not start", thrown.last);
            }
        }

        @Override
        public int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        void stop() throws Exception {
            tomcat.stop();
            tomcat.destroy();
            deleteBase();
        }

        /** Keeps what Tomcat only logs of an application that does not start. */
        private static final class ThrownHandler extends Handler {
            private @Nullable Throwable last;

            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null) {
                    last = line.getThrown();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }

        private void deleteBase() throws IOException {
            try (var files = Files.walk(base)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
