package io.registryauth.examples.jetty;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Serves the application, guarded by the filter, on a port of 127.0.0.1 to the users of a file. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("Usage: run.sh PORT USERS-FILE");
            System.exit(2);
        }
        Server server = server(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        server.start();
        server.join();
    }

    private static Server server(int port, Path users) {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .htpasswd(users)
                .writers("admin", "admin-*")
                .realm("Greetings")
                .build();

        ServletContextHandler application = new ServletContextHandler("/");
        application.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)).setAsyncSupported(true);
        application.addServlet(new GreetingServlet(), "/");

        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(application);
        return server;
    }
}
