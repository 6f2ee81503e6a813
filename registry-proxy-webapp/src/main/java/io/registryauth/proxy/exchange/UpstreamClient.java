package io.registryauth.proxy.exchange;

import io.registryauth.proxy.buffer.TransferBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/** Makes the HTTP/1.1 client that speaks to the registry: it passes on what it is given and adds nothing of its own. */
final class UpstreamClient {
    private static final int MAX_THREADS = 64;
    private static final int MAX_SELECTORS = 16;
    private static final int REQUEST_BUFFER = 16 * 1024;

    /** What a request's body asks the pool for, in bytes. */
    static final int BODY_BUFFER = 64 * 1024;

    /** What an answer asks it for: the most that a slow reader holds while others have the large ones. */
    private static final int RESPONSE_BUFFER = 32 * 1024;

    private static final int LARGE_BODY_BUFFER = 512 * 1024;

    /** As much as two answers alone may read ahead: their registry is woken less often. */
    private static final int LARGEST_BODY_BUFFER = 2 * 1024 * 1024;

    /**
     * Less than an answer's buffer: Jetty asks the pool for so much when they do not fit into {@link #REQUEST_BUFFER}. Clients of
     * {@code java -jar} may send 16 KiB.
     */
    private static final int MAX_REQUEST_HEADERS = 24 * 1024;

    private static final int MAX_RESPONSE_HEADERS = 32 * 1024;

    /** A pooled connection that nobody used for this long may be stale. */
    private static final Duration POOL_IDLE = Duration.ofSeconds(60);

    private UpstreamClient() {}

    /** A client that is not started yet. It has threads of its own, so that it is the same in every container. */
    static HttpClient of(Upstream upstream) {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector(upstream));
        // the exchange never blocks: what comes back is passed on by the thread that sees it come, without waking
        // another
        transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        // it would take some 100 KiB of memory for each connection
        transport.setHeaderCacheSize(0);
        HttpClient client = new HttpClient(transport);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("upstream");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setByteBufferPool(new TransferBuffers(RESPONSE_BUFFER, LARGE_BODY_BUFFER, LARGEST_BODY_BUFFER));
        client.setMaxConnectionsPerDestination(upstream.pool().connections());
        client.setMaxRequestsQueuedPerDestination(upstream.pool().queued());
        client.setRequestBufferSize(REQUEST_BUFFER);
        client.setResponseBufferSize(RESPONSE_BUFFER);
        client.setMaxRequestHeadersSize(MAX_REQUEST_HEADERS);
        client.setMaxResponseHeadersSize(MAX_RESPONSE_HEADERS);
        client.setAddressResolutionTimeout(upstream.connectTimeout().toMillis());
        client.setIdleTimeout(POOL_IDLE.toMillis());
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        return client;
    }

    /** Starts it, without what Jetty's client does to responses by itself. */
    static void start(HttpClient client) throws Exception {
        client.start();
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new InterimResponses());
    }

    private static SslContextFactory.Client tls(Upstream upstream) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(upstream.tls());
        return tls;
    }

    /** Spares the start of those who need no TLS the reading of all certificate authorities. */
    private static final class NoTls extends SslContextFactory.Client {
        @Override
        protected void doStart() {
            // there is nothing to start
        }
    }

    private static ClientConnector connector(Upstream upstream) {
        ClientConnector connector = new ClientConnector() {
            @Override
            protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
                return new ListeningEndPoint((SocketChannel) channel, selector, key, getScheduler());
            }
        };
        // their threads encrypt and write what clients get: as many as can do so at once
        connector.setSelectors(Math.min(Runtime.getRuntime().availableProcessors(), MAX_SELECTORS));
        connector.setConnectTimeout(upstream.connectTimeout());
        connector.setSslContextFactory(upstream.secure() ? tls(upstream) : new NoTls());
        return connector;
    }

    /**
     * Goes on to read when it cannot write any more: a server that refuses a body answers and closes, and the answer
     * matters more than the bytes that nobody takes. What remains to be written is dropped; when there is no answer to
     * read either, the end of the stream says so.
     */
    private static final class ListeningEndPoint extends SocketChannelEndPoint {
        ListeningEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            try {
                return super.flush(buffers);
            } catch (IOException e) {
                if (isInputShutdown()) {
                    throw e;
                }
                for (ByteBuffer buffer : buffers) {
                    BufferUtil.clear(buffer);
                }
                return true;
            }
        }
    }
}
