package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is different with HTTP/2: there is no Host field, and a body needs no length. */
class ProxyHttp2IT extends ProxyTestBase {
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));

    private final CountDownLatch slow = new CountDownLatch(1);
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

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void buildsLocationsFromTheAuthority(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        String url = "http://127.0.0.1:" + proxy(container, upstream.url());
        ContentResponse response = client.POST(url + "/v2/a/blobs/uploads/")
                .headers(fields -> fields.put("Content-Length", "0"))
                .send();
        assertThat(response.getHeaders().get("Location")).isEqualTo(url + "/v2/a/blobs/uploads/u?_state=x");
        assertThat(upstream.nextHead())
                .contains("\r\nX-Forwarded-Host: " + url.substring("http://".length()) + "\r\n")
                .contains("\r\nVia: 2.0 registry-proxy\r\n")
                .contains("\r\nContent-Length: 0\r\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void passesAStreamedBodyWithoutALengthOn(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(container, upstream.url());
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

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void acceptsARequestThatMightHaveABodyAndHasNone(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(container, upstream.url());
        assertThat(client.POST("http://127.0.0.1:" + port + "/v2/a/blobs/uploads/")
                        .send()
                        .getStatus())
                .isEqualTo(202);
        assertThat(bodies.take()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void resetsTheStreamWhenABodyIsCutShort(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });
        int port = proxy(container, upstream.url());
        assertThatThrownBy(() -> client.GET("http://127.0.0.1:" + port + "/v2/a/blobs/b"))
                .isInstanceOf(ExecutionException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void passesAnEarlyRefusalOnWhileTheClientStillSends(Container container) throws Exception {
        leavesAtOnce = true;
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            connection.awaitEnd();
        });
        int port = proxy(container, upstream.url());
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

    /** Else the registry, which answered, would take the next client's request for the rest of the body. */
    @ParameterizedTest
    @CsvSource({
        "STANDALONE,GET,false",
        "STANDALONE,PUT,false",
        "STANDALONE,PUT,true",
        "JETTY,GET,false",
        "JETTY,PUT,true"
    })
    void aBodyThatIsShorterThanAnnouncedIsNotTakenForWhole(Container container, String method, boolean trailers)
            throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                connection.readBody();
            }
        });
        String url = "http://127.0.0.1:" + proxy(container, upstream.url());
        MetaData.Request head = new MetaData.Request(
                method,
                HttpURI.from(url + "/v2/a/tags/list"),
                HttpVersion.HTTP_2,
                HttpFields.build().put("Content-Length", 50));
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Stream.Listener listener = new Stream.Listener() {
            @Override
            public void onHeaders(Stream stream, HeadersFrame frame) {
                status.complete(((MetaData.Response) frame.getMetaData()).getStatus());
            }
        };
        HTTP2Client raw = new HTTP2Client();
        raw.start();
        closing(raw::stop);
        Session session = raw.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                URI.create(url).getPort()),
                        new Session.Listener() {})
                .get(20, TimeUnit.SECONDS);
        Stream stream = session.newStream(new HeadersFrame(head, null, !trailers), listener)
                .get(20, TimeUnit.SECONDS);
        if (trailers) {
            MetaData end = new MetaData(HttpVersion.HTTP_2, HttpFields.build().put("X-End", "1"));
            stream.headers(new HeadersFrame(stream.getId(), end, null, true)).get(20, TimeUnit.SECONDS);
        }
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(400);
        assertThat(client.newRequest(url + "/v2/b/tags/list")
                        .timeout(20, TimeUnit.SECONDS)
                        .send()
                        .getContentAsString())
                .isEqualTo("ok");
    }

    /** An upload through a proxy that is larger than what is under way between a client and a registry that does not read. */
    private final class LargeUpload {
        final byte[][] pieces = new byte[256][];
        final Request request;
        final CompletableFuture<Integer> status = new CompletableFuture<>();
        final CompletableFuture<Result> end = new CompletableFuture<>();
        private final String url;
        private final AsyncRequestContent body = new AsyncRequestContent();
        private final AtomicInteger sent = new AtomicInteger();

        LargeUpload(Container container, ScriptedUpstream upstream) throws Exception {
            url = "http://127.0.0.1:" + proxy(container, upstream.url());
            byte[] piece = new byte[64 * 1024];
            new Random(1).nextBytes(piece);
            Arrays.fill(pieces, piece);
            request = client.newRequest(url + "/v2/a/blobs/uploads/u")
                    .method("PUT")
                    .body(body);
            request.onResponseBegin(response -> status.complete(response.getStatus()))
                    .send(end::complete);
        }

        /** Sends until nothing more goes, and makes other requests on the connection meanwhile. */
        void sendWhatGoes() throws Exception {
            for (byte[] piece : pieces) {
                body.write(ByteBuffer.wrap(piece), Callback.from(sent::incrementAndGet, failure -> {}));
            }
            body.close();
            int before;
            do {
                before = sent.get();
                for (int i = 0; i < 50; i++) {
                    Request other = client.newRequest(url + "/v2/a/manifests/1").timeout(20, TimeUnit.SECONDS);
                    assertThat(other.send().getStatus()).isEqualTo(200);
                }
            } while (sent.get() > before);
            assertThat(before).isPositive().isLessThan(pieces.length);
        }
    }

    /** Answers what is read, and does something else with an upload. */
    private ScriptedUpstream answeringAllBut(ScriptedUpstream.Script upload) throws Exception {
        return upstream(connection -> {
            while (connection.readHead() != null) {
                if (connection.isGet()) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                } else {
                    slow.await();
                    upload.run(connection);
                    return;
                }
            }
        });
    }

    /** It shares a connection, and the thread that reads from it, with others. */
    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void anUploadToASlowRegistryHoldsUpNobody(Container container) throws Exception {
        CompletableFuture<byte[]> digest = new CompletableFuture<>();
        ScriptedUpstream upstream = answeringAllBut(connection -> {
            digest.complete(digest(connection.readBody()));
            connection.write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        });
        LargeUpload upload = new LargeUpload(container, upstream);
        // the proxy waits for the body before it comes, and not on the thread that took the request
        upstream.nextHead();

        upload.sendWhatGoes();
        slow.countDown();

        assertThat(upload.status.get(20, TimeUnit.SECONDS)).isEqualTo(201);
        assertThat(digest.get(20, TimeUnit.SECONDS)).isEqualTo(digest(upload.pieces));
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void aClientThatLeavesWhileTheRegistryIsSlowTakesItsUploadAlong(Container container) throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        ScriptedUpstream upstream = answeringAllBut(connection -> {
            assertThatThrownBy(connection::readBody).isInstanceOf(IOException.class);
            left.complete(null);
        });
        LargeUpload upload = new LargeUpload(container, upstream);
        upload.sendWhatGoes();

        assertThat(upload.request.abort(new IOException("enough"))).succeedsWithin(20, TimeUnit.SECONDS);
        upload.end.get(20, TimeUnit.SECONDS);
        slow.countDown();

        left.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void aRegistryThatDiesWhileItIsSlowIsToldToTheClient(Container container) throws Exception {
        ScriptedUpstream upstream = answeringAllBut(connection -> {});
        LargeUpload upload = new LargeUpload(container, upstream);
        upload.sendWhatGoes();

        slow.countDown();

        assertThat(upload.status.get(20, TimeUnit.SECONDS)).isEqualTo(502);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "JETTY"})
    void aSlowRegistrysEarlyAnswerReachesTheClient(Container container) throws Exception {
        leavesAtOnce = true;
        ScriptedUpstream upstream = answeringAllBut(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            connection.awaitEnd();
        });
        LargeUpload upload = new LargeUpload(container, upstream);
        upload.sendWhatGoes();

        slow.countDown();

        assertThat(upload.status.get(20, TimeUnit.SECONDS)).isEqualTo(413);
    }

    private static byte[] digest(byte[]... pieces) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return digest.digest();
    }
}
