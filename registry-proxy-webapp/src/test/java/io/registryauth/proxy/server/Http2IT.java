package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies over HTTP/2 that are not as long as announced. */
class Http2IT {
    private static final ConnectionFactory HTTP2 = new Http2(new HttpConfiguration());

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, HTTP2);
    private final HTTP2Client client = new HTTP2Client();
    private final CompletableFuture<Void> waits = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    /** Waits for the rest of a body. */
    @SuppressWarnings("serial") // nobody serializes it
    private final class Waiting extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            ServletInputStream input = request.getInputStream();
            input.setReadListener(new ReadListener() {
                @Override
                public void onDataAvailable() throws IOException {
                    while (input.isReady() && input.read() >= 0) {}
                    waits.complete(null);
                }

                @Override
                public void onAllDataRead() {
                    failure.completeExceptionally(new AssertionError("the body was taken for whole"));
                }

                @Override
                public void onError(Throwable cause) {
                    failure.complete(cause);
                    async.complete();
                }
            });
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(TimeUnit.MINUTES.toMillis(10));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder servlet = new ServletHolder(new Waiting());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(context);
        server.start();
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({"50,5,true", "6,2,true", "6,9,false"})
    void aBodyOfAnotherLengthEndsItsRequest(int announced, int more, boolean last) throws Exception {
        Session session = client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()),
                        new Session.Listener() {})
                .get(20, TimeUnit.SECONDS);
        MetaData.Request request = new MetaData.Request(
                "PUT",
                HttpURI.from("http://127.0.0.1:" + connector.getLocalPort() + "/"),
                HttpVersion.HTTP_2,
                HttpFields.build().put("Content-Length", announced));
        Stream stream = session.newStream(new HeadersFrame(request, null, false), new Stream.Listener() {})
                .get(20, TimeUnit.SECONDS);
        stream.data(new DataFrame(stream.getId(), ByteBuffer.allocate(1), false))
                .get(20, TimeUnit.SECONDS);
        waits.get(20, TimeUnit.SECONDS);

        CompletableFuture<Stream> sent = stream.data(new DataFrame(stream.getId(), ByteBuffer.allocate(more), last));

        assertThat(sent).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
}
