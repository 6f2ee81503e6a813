package io.registryauth.proxy.e2e;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;

/** The WAR deployed to Jetty, configured by context parameters. */
class JettyWebAppIT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        return start(folder, upstream, users, Map.of());
    }

    static RunningProxy start(Path folder, URI upstream, Path users, Map<String, String> parameters) throws Exception {
        WebAppContext context = webApp(folder);
        context.setInitParameter("regauth.upstream", upstream.toString());
        context.setInitParameter("regauth.users", users.toString());
        context.setInitParameter("regauth.access-log", "off");
        parameters.forEach(context::setInitParameter);
        return start(context);
    }

    /** The WAR without any settings. */
    static WebAppContext webApp(Path folder) {
        WebAppContext context = new WebAppContext();
        context.setWar(JavaJar.WAR.toString());
        context.setTempDirectory(folder.resolve("jetty").toFile());
        context.setThrowUnavailableOnStartupException(true);
        return context;
    }

    static RunningProxy start(WebAppContext context) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        // a container's own header, and so its operator's to switch off
        server.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setSendServerVersion(false);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new RunningProxy(new Endpoint(server.getURI().getPort(), null), server::stop);
    }
}
