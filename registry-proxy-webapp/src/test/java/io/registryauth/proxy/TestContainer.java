package io.registryauth.proxy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A servlet container with one application at its root. */
record TestContainer(int port, Stop stop) implements AutoCloseable {
    /** What stops a container. */
    private interface Stop {
        void run() throws Exception;
    }

    static {
        // the JVM takes one factory of URL handlers, and other tests have Tomcats in class loaders of their own
        TomcatURLStreamHandlerFactory.disable();
    }

    enum Kind {
        JETTY,
        TOMCAT
    }

    static TestContainer start(Kind kind, Consumer<ServletContext> application) throws Exception {
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                application.accept(event.getServletContext());
            }
        };
        return start(kind, listener, Map.of());
    }

    /**
     * Starts a container with the application that a listener makes.
     *
     * @throws IllegalStateException when the application does not deploy
     */
    static TestContainer start(Kind kind, ServletContextListener application, Map<String, String> contextParams)
            throws Exception {
        return kind == Kind.JETTY ? jetty(application, contextParams) : tomcat(application, contextParams);
    }

    private static TestContainer jetty(ServletContextListener application, Map<String, String> contextParams)
            throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        contextParams.forEach(context::setInitParameter);
        context.addEventListener(application);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw new IllegalStateException("did not deploy", e);
        }
        return new TestContainer(connector.getLocalPort(), server::stop);
    }

    private static TestContainer tomcat(ServletContextListener application, Map<String, String> contextParams)
            throws Exception {
        // Tomcat makes the first one of a process anew, as its home, whenever another one starts.
        Path base = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", base.toString());
        contextParams.forEach(context::addParameter);
        context.addServletContainerInitializer(
                (classes, servletContext) -> initialize(application, servletContext), null);
        tomcat.start();
        Stop stop = () -> {
            tomcat.stop();
            tomcat.destroy();
            try (Stream<Path> files = Files.walk(base)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        };
        if (context.getState() != LifecycleState.STARTED) {
            stop.run();
            throw new IllegalStateException("did not deploy");
        }
        return new TestContainer(tomcat.getConnector().getLocalPort(), stop);
    }

    /** Tomcat lets a listener that is an object add no filters, unlike one that it makes of a web.xml. */
    private static void initialize(ServletContextListener application, ServletContext context) throws ServletException {
        try {
            application.contextInitialized(new ServletContextEvent(context));
        } catch (RuntimeException e) {
            throw new ServletException(e);
        }
    }

    @Override
    public void close() {
        try {
            stop.run();
        } catch (Exception e) {
            throw new AssertionError("did not stop", e);
        }
    }
}
