package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bodies pass the proxy. */
class ProxyBodiesIT extends ProxyTestBase {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    private ScriptedUpstream storing() throws Exception {
        return upstream(connection -> {
            while (connection.readHead() != null) {
                bodies.add(new String(connection.readBody(), StandardCharsets.ISO_8859_1));
                connection.write(CREATED);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void passesABodyOfKnownLengthOnWithItsLengthAndType(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(container, upstream.url());
        assertThat(client(port)
                        .send("PUT /v2/a/manifests/t HTTP/1.1\r\nHost: r\r\nContent-Length: 5\r\n\r\nhello")
                        .answer()
                        .status())
                .isEqualTo(201);
        assertThat(upstream.nextHead())
                .contains("\r\nContent-Length: 5\r\n")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("content-type");
        assertThat(bodies.take()).isEqualTo("hello");
    }

    @ParameterizedTest
    @EnumSource
    void passesAChunkedBodyOn(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        int port = proxy(container, upstream.url());
        client(port)
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nTransfer-Encoding: chunked\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")
                .answer();
        assertThat(upstream.nextHead())
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .contains("\r\nContent-Type: application/octet-stream\r\n")
                .doesNotContainIgnoringCase("content-length");
        assertThat(bodies.take()).isEqualTo("hello world");
    }

    @ParameterizedTest
    @EnumSource
    void framesARequestInOneWayOnly(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 3\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                .answer();
        if (answer.status() == 400) {
            assertThat(container.isJetty()).isTrue();
            assertThat(upstream.connections()).isZero();
        } else {
            assertThat(upstream.nextHead()).doesNotContainIgnoringCase("content-length");
            assertThat(bodies.take()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheClientLeaveToSendAndDoesNotAskTheRegistryForIt(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        RawClient client = client(proxy(container, upstream.url()))
                .send("PUT /v2/a/manifests/t HTTP/1.1\r\nHost: r\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(100);
        assertThat(client.send("hello").answer().status()).isEqualTo(201);
        assertThat(upstream.nextHead()).doesNotContainIgnoringCase("expect");
        assertThat(bodies.take()).isEqualTo("hello");
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheRegistryWhatTheClientHasSentSoFar(Container container) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.readBodyTo(new OutputStream() {
                private int count;

                @Override
                public void write(int b) {
                    if (++count == 5) {
                        seen.countDown();
                    }
                }
            });
            connection.write(CREATED);
            connection.awaitEnd();
        });
        RawClient client = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 10\r\n\r\nhello");
        assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.send("world").answer().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeABodyThatBrokeOffForAWholeOne(Container container) throws Exception {
        CountDownLatch broken = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            try {
                connection.readBody();
            } catch (java.io.IOException e) {
                broken.countDown();
                throw e;
            }
        });
        RawClient client = client(proxy(container, upstream.url()))
                .send(
                        "PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        upstream.nextHead();
        client.close();
        assertThat(broken.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void answers400ToABodyWhoseChunksMakeNoSense(Container container) throws Exception {
        ScriptedUpstream upstream = storing();
        RawClient client = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nTransfer-Encoding: chunked\r\n\r\n");
        upstream.nextHead();
        RawClient.Answer answer = client.send("nonsense\r\n").answer();
        // a container may refuse to send anything on a connection that it cannot read
        assertThat(answer.status()).isIn(400, 0);
        assertThat(client.isClosed()).isTrue();
        assertThat(bodies).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithTheLengthAndNoBody(Container container) throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n"
                + "Content-Type: application/octet-stream\r\nDocker-Content-Digest: sha256:abc\r\n\r\n");
        RawClient client = client(proxy(container, upstream.url()));
        for (int i = 0; i < 2; i++) {
            RawClient.Answer answer = client.send("HEAD /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n")
                    .answer("HEAD");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers("Content-Length")).containsExactly("1234");
            assertThat(answer.headers("Content-Type")).containsExactly("application/octet-stream");
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers204And304WithoutABody(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 204 No Content\r\nDocker-Upload-UUID: u\r\nRange: 0-0\r\n\r\n");
            connection.readHead();
            connection.write("HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n");
            connection.awaitEnd();
        });
        RawClient client = client(proxy(container, upstream.url()));
        RawClient.Answer noContent = client.send("GET /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(noContent.status()).isEqualTo(204);
        assertThat(noContent.headers("Range")).containsExactly("0-0");
        assertThat(noContent.headers("Transfer-Encoding")).isEmpty();
        RawClient.Answer notModified = client.send(
                        "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\nIf-None-Match: \"e\"\r\n\r\n")
                .answer();
        assertThat(notModified.status()).isEqualTo(304);
        assertThat(notModified.headers("ETag")).containsExactly("\"e\"");
    }

    @ParameterizedTest
    @EnumSource
    void passesRangesOn(Container container) throws Exception {
        ScriptedUpstream upstream = answering(
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-4/10\r\nContent-Length: 3\r\n\r\nabc");
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\nRange: bytes=2-4\r\n\r\n")
                .answer();
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers("Content-Range")).containsExactly("bytes 2-4/10");
        assertThat(answer.text()).isEqualTo("abc");
        assertThat(upstream.nextHead()).contains("\r\nRange: bytes=2-4\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void leavesEncodedBodiesAlone(Container container) throws Exception {
        ScriptedUpstream upstream =
                answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz");
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\nAccept-Encoding: gzip\r\n\r\n")
                .answer();
        assertThat(answer.headers("Content-Encoding")).containsExactly("gzip");
        assertThat(answer.text()).isEqualTo("zzzz");
    }

    @ParameterizedTest
    @EnumSource
    void passesTrailersOnBothWays(Container container) throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                + "2\r\nok\r\n0\r\nX-Sum: abc\r\n\r\n");
        RawClient client = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nTransfer-Encoding: chunked\r\n"
                        + "TE: trailers\r\nTrailer: X-Sum, Authorization\r\n\r\n"
                        + "5\r\nhello\r\n0\r\nX-Sum: def\r\nAuthorization: Basic dTpw\r\n\r\n");
        assertThat(client.answer().text()).isEqualTo("ok");
        assertThat(client.trailers()).containsIgnoringCase("x-sum: abc\r\n");
        upstream.nextHead();
        assertThat(upstream.nextHead()).isEqualToIgnoringCase("trailer X-Sum: def");
        assertThat(upstream.unseenHeads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 65536, 1_000_003})
    void passesAnswersOfAnySizeOn(int size) throws Exception {
        byte[] body = new byte[size];
        new java.util.Random(size).nextBytes(body);
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                connection.write(body);
            }
        });
        for (Container container : Container.values()) {
            RawClient client = client(proxy(container, upstream.url()));
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer = client.send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n")
                        .answer();
                assertThat(answer.whole()).isTrue();
                assertThat(answer.body()).isEqualTo(body);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfNothingHasNoLengthWhateverTheRegistrySays(Container container) throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\nX-Kept: 1\r\n\r\n");
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("DELETE /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers("Content-Length")).isEmpty();
        assertThat(answer.headers("X-Kept")).containsExactly("1");
    }
}
