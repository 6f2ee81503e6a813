package io.registryauth.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "http, r.example, http://r.example",
        "HTTPS, R.Example, https://r.example",
        "http, r.example:80, http://r.example",
        "https, r.example:443, https://r.example",
        "http, r.example:443, http://r.example:443",
        "https, r.example:08443, https://r.example:8443",
        "http, 127.0.0.1:5000, http://127.0.0.1:5000",
        "http, '[::1]:5000', 'http://[::1]:5000'",
        "http, '[FE80::1]', 'http://[fe80::1]'",
        "http, reg_istry-1, http://reg_istry-1",
    })
    void dropsTheSchemesOwnPortAndLetterCase(String scheme, String authority, String text) {
        assertThat(Origin.parse(scheme, authority)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "r:",
                "r:0",
                "r:65536",
                "r:99999999999",
                "r:+1",
                "u@r",
                "r/x",
                "r?x",
                "r#x",
                "r x",
                "r\r\nX: y",
                "r,s",
                "::1",
                "[::1",
                "[r]",
                "-r",
                ".",
                "r%20",
                "rü"
            })
    void knowsNoOtherAuthority(String authority) {
        assertThat(Origin.parse("http", authority)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp", "javascript", "http:", "https,http"})
    void knowsNoOtherScheme(String scheme) {
        assertThat(Origin.parse(scheme, "r")).isNull();
    }

    @Test
    void refusesUrlsThatHaveNone() {
        assertThatThrownBy(() -> Origin.of(URI.create("/v2/"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Origin.of(URI.create("ftp://r/"))).isInstanceOf(IllegalArgumentException.class);
    }
}
