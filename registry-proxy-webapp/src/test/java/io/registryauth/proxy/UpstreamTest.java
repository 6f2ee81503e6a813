package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {
    private static Upstream upstream(String base) {
        return new Upstream(
                URI.create(base), null, "Basic b3duOnBhc3M=", Duration.ofSeconds(5), Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @CsvSource({
        "http://registry:5000, http://registry:5000/v2/, ''",
        "http://Registry:80/, http://registry/v2/, ''",
        "https://registry/base//, https://registry/base/v2/, /base",
        "http://[::1]:5000/a/b/, http://[::1]:5000/a/b/v2/, /a/b",
    })
    void buildsUrlsUnderItsBase(String base, String url, String path) {
        assertThat(upstream(base).url("/v2/")).isEqualTo(url);
        assertThat(upstream(base).basePath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry:5000",
                "ftp://registry",
                "http:/x",
                "http://u:p@registry",
                "http://registry?x",
                "http://registry#x",
                "http://registry/a/../b",
                "http://registry/a//b",
                "http://under_score:5000"
            })
    void refusesOtherUrls(String base) {
        assertThatThrownBy(() -> upstream(base)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTimeoutsThatAreNone() {
        assertThatThrownBy(() -> new Upstream(URI.create("http://r"), null, null, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect timeout");
        assertThatThrownBy(() ->
                        new Upstream(URI.create("http://r"), null, null, Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle timeout");
    }

    @Test
    void doesNotPrintItsAuthorization() {
        assertThat(upstream("http://r").toString()).contains("http://r").doesNotContain("b3duOnBhc3M=");
    }
}
