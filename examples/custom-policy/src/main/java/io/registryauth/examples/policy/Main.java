package io.registryauth.examples.policy;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.slf4j.LoggerFactory;

/** Serves a registry on a port of 127.0.0.1 to the users of a file, each of whom has a namespace. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("Usage: run.sh PORT USERS-FILE REGISTRY-URL");
            System.exit(2);
        }
        Server server = server(Integer.parseInt(arguments[0]), Path.of(arguments[1]), URI.create(arguments[2]));
        server.start();
        server.join();
    }

    private static Server server(int port, Path users, URI registry) {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .htpasswd(users)
                .accessPolicy(new OwnNamespacePolicy())
                .listener(new AuditListener(LoggerFactory.getLogger("audit")))
                .build();

        ServletHolder proxy = new ServletHolder(new RegistryProxy(registry));
        proxy.setInitParameter("preserveHost", "true"); // the registry builds URLs from the host that clients use
        proxy.setInitParameter("timeout", "0"); // a transfer as a whole may take for ever
        proxy.setInitParameter("idleTimeout", "900000");

        ServletContextHandler application = new ServletContextHandler("/");
        application.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)).setAsyncSupported(true);
        application.addServlet(proxy, "/v2/*");

        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(application);
        return server;
    }
}
