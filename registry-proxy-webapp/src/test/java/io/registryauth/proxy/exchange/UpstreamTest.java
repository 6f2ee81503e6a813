package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.origin.BaseUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTest {
    private static final BaseUrl BASE = BaseUrl.parse("http://r");

    private static Upstream upstream(String base) {
        return new Upstream(
                BaseUrl.parse(base),
                null,
                "Basic b3duOnBhc3M=",
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                PoolLimits.of(1));
    }

    @ParameterizedTest
    @CsvSource({
        "http://registry:5000, http://registry:5000/v2/, ''",
        "http://Registry:80/, http://registry/v2/, ''",
        "https://registry/base/, https://registry/base/v2/, /base",
        "http://[::1]:5000/a/b/, http://[::1]:5000/a/b/v2/, /a/b",
    })
    void buildsUrlsUnderItsBase(String base, String url, String path) {
        assertThat(upstream(base).url("/v2/")).isEqualTo(url);
        assertThat(upstream(base).basePath()).isEqualTo(path);
    }

    @Test
    void refusesTimeoutsThatAreNone() {
        assertThatThrownBy(() -> new Upstream(BASE, null, null, Duration.ZERO, Duration.ofSeconds(1), PoolLimits.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect timeout");
        assertThatThrownBy(() ->
                        new Upstream(BASE, null, null, Duration.ofSeconds(1), Duration.ofSeconds(-1), PoolLimits.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle timeout");
    }

    @Test
    void aRequestMayWaitForItsTurnAndThenStillConnect() {
        Upstream slow = new Upstream(
                BASE,
                null,
                null,
                Duration.ofSeconds(45),
                Duration.ofMinutes(15),
                new PoolLimits(1, 1, Duration.ofSeconds(30)));
        assertThat(slow.connectionTimeout()).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void aBurstMayWaitForAllTheConnectionsThatAreBeingMade() {
        assertThat(PoolLimits.of(1000).connections()).isEqualTo(1000);
        assertThat(PoolLimits.of(1000).queued()).isGreaterThan(1000);
    }

    @Test
    void refusesAPoolThatHoldsNothing() {
        assertThatThrownBy(() -> new PoolLimits(0, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolLimits(1, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolLimits(1, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotPrintItsAuthorization() {
        assertThat(upstream("http://r").toString()).contains("http://r").doesNotContain("b3duOnBhc3M=");
    }
}
