package io.registryauth.examples.tomcat;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Serves the application, guarded by the filter, on a port of 127.0.0.1 to the users of a file. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("Usage: run.sh PORT USERS-FILE");
            System.exit(2);
        }
        Tomcat tomcat = tomcat(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        tomcat.start();
        tomcat.getServer().await();
    }

    private static Tomcat tomcat(int port, Path users) throws IOException {
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(port);
        // As a refusal does not need the body, neither does its sender need to be told to go on.
        connector.setProperty("continueResponseTiming", "onRead");

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setConnector(connector);

        Context application = tomcat.addContext("", null);
        guard(application, users);
        Tomcat.addServlet(application, "greeting", new GreetingServlet()).addMapping("/");
        return tomcat;
    }

    private static void guard(Context application, Path users) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("registry-auth");
        filter.setFilter(RegistryAuthFilter.builder()
                .htpasswd(users)
                .writers("admin", "admin-*")
                .realm("Greetings")
                .build());
        filter.setAsyncSupported("true");
        application.addFilterDef(filter);

        FilterMap mapping = new FilterMap();
        mapping.setFilterName(filter.getFilterName());
        mapping.addURLPattern("/*");
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        application.addFilterMap(mapping);
    }
}
