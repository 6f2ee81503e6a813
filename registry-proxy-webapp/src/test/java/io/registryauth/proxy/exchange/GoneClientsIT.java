package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the registry is left alone when its client goes away. */
class GoneClientsIT extends ProxyTestBase {
    @ParameterizedTest
    @EnumSource
    void abandonsTheUploadWhenTheClientGoesAway(Container container) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.read();
            begun.countDown();
            try {
                connection.awaitEnd();
            } finally {
                ended.countDown();
            }
        });
        RawClient client = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 1000\r\n\r\nx");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        client.reset();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void abandonsTheDownloadWhenTheClientGoesAway(Container container) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            try {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
                byte[] block = new byte[1 << 16];
                for (long i = 0; i < 10_000_000_000L; i += block.length) {
                    connection.write(block);
                }
            } finally {
                ended.countDown();
            }
        });
        RawClient client =
                client(proxy(container, upstream.url())).send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n");
        client.reset();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
