package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of transfers when the container stops, as it does at a SIGTERM, and does not wait for them. */
class StoppedContainerIT extends ProxyTestBase {
    @ParameterizedTest
    @EnumSource
    void transfersBreakOffAndNothingStaysBehind(Container container) throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch ended = new CountDownLatch(2);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            if (connection.isGet()) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(500_000));
            } else {
                connection.read();
            }
            begun.countDown();
            try {
                connection.awaitEnd();
            } finally {
                ended.countDown();
            }
        });
        RawClient download;
        RawClient upload;
        try (Container.Running running =
                container.start(ProxyApplication.class, Map.of("upstream", upstream.url(), "idle", "PT1H"))) {
            download = client(running.port()).send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n");
            upload = client(running.port())
                    .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 10\r\n\r\nhello");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            download.awaitAnswer();
        }
        RawClient.Answer half = download.answer();
        assertThat(half.status()).isEqualTo(200);
        assertThat(half.whole()).isFalse();
        assertThat(upload.answer().status()).isIn(0, 400, 500, 502, 503);
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(threads())
                .isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("upstream-"))
                .toList();
    }
}
