package io.registryauth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real container on a free port of 127.0.0.1, with a filter on every path in front of a servlet. */
public interface TestServer extends AutoCloseable {
    int port();

    @Override
    void close() throws Exception;

    /** The containers to test in. */
    enum Kind {
        JETTY {
            @Override
            public TestServer start(Filter filter, Servlet servlet, Path folder) throws Exception {
                return startJetty(filter, servlet);
            }
        },
        TOMCAT {
            @Override
            public TestServer start(Filter filter, Servlet servlet, Path folder) throws Exception {
                return startTomcat(filter, servlet, folder);
            }
        };

        /**
         * Starts the container.
         *
         * @param folder for the container's own files
         */
        public abstract TestServer start(Filter filter, Servlet servlet, Path folder) throws Exception;
    }

    private static TestServer startJetty(Filter filter, Servlet servlet) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        handler.addServletContainerInitializer((classes, context) -> register(context, filter, servlet));
        server.setHandler(handler);
        server.start();
        return new TestServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() throws Exception {
                server.stop();
            }
        };
    }

    private static TestServer startTomcat(Filter filter, Servlet servlet, Path folder) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("continueResponseTiming", "onRead");
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer((classes, c) -> register(c, filter, servlet), Set.of());
        tomcat.start();
        return new TestServer() {
            @Override
            public int port() {
                return tomcat.getConnector().getLocalPort();
            }

            @Override
            public void close() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }

    private static void register(ServletContext context, Filter filter, Servlet servlet) {
        FilterRegistration.Dynamic filterRegistration = context.addFilter("filter", filter);
        filterRegistration.setAsyncSupported(true);
        filterRegistration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        ServletRegistration.Dynamic servletRegistration = context.addServlet("servlet", servlet);
        servletRegistration.setAsyncSupported(true);
        servletRegistration.addMapping("/");
    }
}
