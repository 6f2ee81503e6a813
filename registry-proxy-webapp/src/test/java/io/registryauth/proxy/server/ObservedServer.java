package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.Held;
import io.registryauth.proxy.RegistryProxy;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server and the web application that {@code java -jar} runs, in this process, where one sees what they hold. */
public final class ObservedServer implements AutoCloseable {
    private final Held held = new Held();
    private final Server server;
    private final int port;

    private ObservedServer(Settings settings, RegistryProxy proxy, ServerSocketChannel socket) throws Exception {
        this.server = JettyServer.of(settings, socket, null, new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                held.watch(event.getServletContext());
                proxy.contextInitialized(event);
            }
        });
        this.port = socket.socket().getLocalPort();
        QueuedThreadPool threads = (QueuedThreadPool) server.getThreadPool();
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        held.countRequests(server);
        held.count("threads of the server", threads::getUtilizedThreads);
        held.count("connections of clients", connector.getConnectedEndPoints()::size);
        held.count("buffers of the server", (ArrayByteBufferPool) server.getByteBufferPool());
    }

    /** Starts it on a free port of 127.0.0.1, with the flags of the command line. */
    public static ObservedServer start(String... flags) throws Exception {
        Problems problems = new Problems();
        Flags parsed = new Flags(CommandLine.parser().parseArgs(flags));
        Settings settings = Settings.read(ProxySettings.TABLE, List.of(parsed), problems);
        Optional<RegistryProxy> proxy = RegistryProxy.of(settings, problems);
        Optional<ServerSocketChannel> socket =
                settings.find(ProxySettings.LISTEN).flatMap(listen -> ListenSocket.bind(listen, problems));
        assertThat(problems.messages()).isEmpty();
        ObservedServer observed = new ObservedServer(settings, proxy.orElseThrow(), socket.orElseThrow());
        observed.server.start();
        return observed;
    }

    public int port() {
        return port;
    }

    /** What requests hold at the moment, by name. */
    public Map<String, Long> held() {
        return held.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
