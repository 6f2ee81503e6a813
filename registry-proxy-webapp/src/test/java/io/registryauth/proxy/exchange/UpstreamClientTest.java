package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.origin.BaseUrl;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;

class UpstreamClientTest {
    /** Jetty asks for as much as they may take, when what it has for others is too small. */
    @Test
    void longHeadersOfRequestsTakeNoneOfTheLargeBuffers() {
        HttpClient client = UpstreamClient.of(new Upstream(
                BaseUrl.parse("http://r"),
                null,
                null,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                PoolLimits.of(1)));
        int longest = client.getMaxRequestHeadersSize();

        assertThat(client.getByteBufferPool().acquire(longest, true).capacity()).isEqualTo(longest);
    }
}
