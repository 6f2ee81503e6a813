package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The WAR deployed to Jetty, configured by context parameters. */
class JettyWebAppIT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        return start(webApp(folder, upstream, users, Map.of()));
    }

    /** In a server with buffers that are not pooled, as the README advises: with its own, Jetty may take one client's bytes for another's. */
    static RunningProxy startUnpooled(Path folder, URI upstream, Path users, Map<String, String> parameters)
            throws Exception {
        Server server = new Server(new QueuedThreadPool(), null, new ByteBufferPool.NonPooling());
        return start(server, webApp(folder, upstream, users, parameters));
    }

    private static WebAppContext webApp(Path folder, URI upstream, Path users, Map<String, String> parameters) {
        WebAppContext context = webApp(folder);
        context.setInitParameter("regauth.upstream", upstream.toString());
        context.setInitParameter("regauth.users", users.toString());
        context.setInitParameter("regauth.access-log", "off");
        parameters.forEach(context::setInitParameter);
        return context;
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
        return start(new Server(), context);
    }

    private static RunningProxy start(Server server, WebAppContext context) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        // a container's own header, and so its operator's to switch off
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
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
