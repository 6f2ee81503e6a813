package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is different with HTTP/2: there is no Host field, and a body needs no length. */
class ProxyHttp2IT extends ProxyTestBase {
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));

    private boolean leavesAtOnce;

    /** A client that leaves as soon as it has its answer may do so before Jetty says that it is written: that buffer is collected. */
    @Override
    long lost(String name) {
        return leavesAtOnce && name.equals("buffers for the registry") ? 1 : super.lost(name);
    }

    @BeforeEach
    void start() throws Exception {
        client.start();
        closing(client::stop);
    }

    private ScriptedUpstream storing() throws Exception {
        return upstream(connection -> {
            while (connection.readHead() != null) {
                bodies.add(new String(connection.readBody(), StandardCharsets.ISO_8859_1));
                connection.write("HTTP/1.1 202 Accepted\r\nLocation: /v2/a/blobs/uploads/u?_state=x\r\n"
                        + "Content-Length: 0\r\n\r\n");
            }
        });
    }

    @Test
    void buildsLocationsFromTheAuthority() throws Exception {
        ScriptedUpstream upstream = storing();
        String url = "http://127.0.0.1:" + proxy(Container.JETTY, upstream.url());
        ContentResponse response = client.POST(url + "/v2/a/blobs/uploads/")
                .headers(fields -> fields.put("Content-Length", "0"))
                .send();
        assertThat(response.getHeaders().get("Location")).isEqualTo(url + "/v2/a/blobs/uploads/u?_state=x");
        assertThat(upstream.nextHead())
                .contains("\r\nX-Forwarded-Host: " + url.substring("http://".length()) + "\r\n")
                .contains("\r\nVia: 2.0 registry-proxy\r\n")
                .contains("\r\nContent-Length: 0\r\n");
    }

    @Test
    void passesAStreamedBodyWithoutALengthOn() throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(Container.JETTY, upstream.url());
        AsyncRequestContent content = new AsyncRequestContent((String) null);
        CompletableFuture<Result> result = new CompletableFuture<>();
        client.newRequest("http://127.0.0.1:" + port + "/v2/a/blobs/uploads/u")
                .method("PATCH")
                .body(content)
                .send(result::complete);
        content.write(ByteBuffer.wrap("hello ".getBytes(StandardCharsets.US_ASCII)), Callback.NOOP);
        assertThat(upstream.nextHead()).contains("\r\nTransfer-Encoding: chunked\r\n");
        content.write(ByteBuffer.wrap("world".getBytes(StandardCharsets.US_ASCII)), Callback.NOOP);
        content.close();
        assertThat(result.get(20, TimeUnit.SECONDS).getResponse().getStatus()).isEqualTo(202);
        assertThat(bodies.take()).isEqualTo("hello world");
    }

    @Test
    void acceptsARequestThatMightHaveABodyAndHasNone() throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(Container.JETTY, upstream.url());
        assertThat(client.POST("http://127.0.0.1:" + port + "/v2/a/blobs/uploads/")
                        .send()
                        .getStatus())
                .isEqualTo(202);
        assertThat(bodies.take()).isEmpty();
    }

    @Test
    void resetsTheStreamWhenABodyIsCutShort() throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });
        int port = proxy(Container.JETTY, upstream.url());
        assertThatThrownBy(() -> client.GET("http://127.0.0.1:" + port + "/v2/a/blobs/b"))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void passesAnEarlyRefusalOnWhileTheClientStillSends() throws Exception {
        leavesAtOnce = true;
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            connection.awaitEnd();
        });
        int port = proxy(Container.JETTY, upstream.url());
        CompletableFuture<Integer> status = new CompletableFuture<>();
        AsyncRequestContent content = new AsyncRequestContent((String) null);
        client.newRequest("http://127.0.0.1:" + port + "/v2/a/blobs/uploads/u")
                .method("PATCH")
                .body(content)
                .onResponseSuccess(response -> status.complete(response.getStatus()))
                .send(result -> status.completeExceptionally(new AssertionError(result.toString())));
        content.write(ByteBuffer.wrap(new byte[10]), Callback.NOOP);
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(413);
    }
}
