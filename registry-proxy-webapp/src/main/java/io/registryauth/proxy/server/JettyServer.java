package io.registryauth.proxy.server;

import io.registryauth.proxy.buffer.TransferBuffers;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Settings;
import jakarta.servlet.ServletContextListener;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Puts together the Jetty server that {@code java -jar} runs. */
final class JettyServer {
    // A request's headers are short, but an upload's Location, which the client sends back, may be long.
    private static final int REQUEST_HEADERS = 16 * 1024;

    // what one read takes at most, and at most in the clear while few transfers are under way; with Jetty's
    // 8 KiB, uploads cost twice the processor time
    private static final int INPUT_BUFFER = 64 * 1024;
    private static final int LARGE_INPUT_BUFFER = 512 * 1024;

    // a TLS record, the smallest of what bodies are read and written in, and as many of these as one call may take
    private static final int RECORD = 16 * 1024;
    private static final int RECORDS = 128 * 1024;

    // their threads move what clients send, and take while they are slower than the registry: as many as can do so at
    // once
    private static final int SELECTORS = Math.min(Runtime.getRuntime().availableProcessors(), 16);

    private JettyServer() {}

    /**
     * Makes a server, not yet started, that accepts on a bound socket.
     *
     * @param tls null for plain HTTP/1.1; else HTTP/2 and HTTP/1.1 over TLS
     */
    static Server of(
            Settings settings,
            ServerSocketChannel socket,
            SslContextFactory.@Nullable Server tls,
            ServletContextListener webapp)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        TransferBuffers buffers = tls == null
                ? new TransferBuffers(INPUT_BUFFER, LARGE_INPUT_BUFFER)
                : new TransferBuffers(RECORD, RECORDS);
        Server server = new Server(threads, null, buffers);
        server.setStopTimeout(settings.get(ProxySettings.STOP_TIMEOUT).toMillis());

        ServerConnector connector = new ServerConnector(server, -1, SELECTORS, protocols(tls));
        connector.setIdleTimeout(settings.get(ProxySettings.CLIENT_IDLE_TIMEOUT).toMillis());
        connector.open(socket);
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler("/");
        context.addEventListener(webapp);
        context.setErrorHandler(new ServerErrors());
        server.setErrorHandler(new ServerErrors());
        server.setHandler(new DirectBodies(new GracefulHandler(context)));
        return server;
    }

    /** TLS 1.3 and 1.2 with the certificate; SNI names are not compared with it, since clients do that themselves. */
    static SslContextFactory.Server tls(TlsIdentity identity) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.toKeyStore());
        tls.setKeyStorePassword(TlsIdentity.PASSWORD);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setCipherComparator(HTTP2Cipher.COMPARATOR);
        tls.setUseCipherSuitesOrder(true);
        return tls;
    }

    private static ConnectionFactory[] protocols(SslContextFactory.@Nullable Server tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEADERS);
        // a cache of its fields for each connection takes some 100 KiB, be the connection idle or a stranger's
        http.setHeaderCacheSize(0);
        http.addCustomizer(new TrueScheme());
        List<ConnectionFactory> factories = new ArrayList<>();
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        if (tls != null) {
            http.addCustomizer(new SecureRequestCustomizer(false));
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
            alpn.setDefaultProtocol(http1.getProtocol());
            factories.add(new TlsConnectionFactory(tls, alpn.getProtocol()));
            factories.add(alpn);
            Http2 http2 = new Http2(http);
            http2.setInputBufferSize(INPUT_BUFFER);
            factories.add(http2);
        }
        http1.setInputBufferSize(INPUT_BUFFER);
        factories.add(http1);
        return factories.toArray(ConnectionFactory[]::new);
    }
}
