package io.registryauth.examples.ldap;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Serves the application on a port of 127.0.0.1 to the users of a directory. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("Usage: run.sh PORT PROPERTIES-FILE");
            System.exit(2);
        }
        LdapSettings settings = LdapSettings.load(Path.of(arguments[1]));
        try (LdapDirectory directory = LdapDirectory.connect(settings, SSLContext.getDefault())) {
            Server server = server(Integer.parseInt(arguments[0]), directory);
            server.start();
            server.join();
        }
    }

    private static Server server(int port, LdapDirectory directory) {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .authenticator(new LdapAuthenticator(directory))
                .credentialsTtl(Duration.ofMinutes(1)) // for so long an old password may still be good
                .hashingPermits(LdapDirectory.CONNECTIONS - 1) // one more is for those who were in a moment ago
                .writers("admin", "admin-*")
                .build();

        ServletContextHandler application = new ServletContextHandler("/");
        application.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)).setAsyncSupported(true);
        application.addServlet(new GreetingServlet(), "/");

        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(application);
        return server;
    }
}
