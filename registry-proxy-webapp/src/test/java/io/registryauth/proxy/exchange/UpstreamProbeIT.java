package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.origin.BaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;

/** How often the registry is asked for its health. */
class UpstreamProbeIT extends ProxyTestBase {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private UpstreamProbe probe(String url) throws Exception {
        Upstream upstream = new Upstream(
                BaseUrl.parse(url), null, null, Duration.ofSeconds(5), Duration.ofMinutes(15), PoolLimits.of(1));
        HttpClient client = UpstreamClient.of(upstream);
        UpstreamClient.start(client);
        closing(client::stop);
        return new UpstreamProbe(upstream, () -> client, now::get);
    }

    @Test
    void remembersAResultForASecond() throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        UpstreamProbe probe = probe(upstream.url());
        for (int i = 0; i < 10; i++) {
            assertThat(probe.isAvailable().get(20, TimeUnit.SECONDS)).isTrue();
        }
        upstream.nextHead();
        assertThat(upstream.unseenHeads()).isZero();
        now.set(Instant.EPOCH.plusMillis(1000));
        assertThat(probe.isAvailable().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.unseenHeads()).isEqualTo(1);
    }

    @Test
    void sharesAProbeAmongThoseWhoAskMeanwhile() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            asked.await();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            connection.awaitEnd();
        });
        UpstreamProbe probe = probe(upstream.url());
        CompletableFuture<Boolean> first = probe.isAvailable();
        now.set(Instant.EPOCH.plusSeconds(4));
        assertThat(probe.isAvailable()).isSameAs(first);
        asked.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void givesUpOnARegistryThatDoesNotAnswer() throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.awaitEnd();
        });
        assertThat(probe(upstream.url()).isAvailable().get(20, TimeUnit.SECONDS))
                .isFalse();
    }
}
