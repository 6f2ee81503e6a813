package io.registryauth.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs there are; what each refusal says is tested with the settings. */
class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://registry:5000, http://registry:5000, ''",
        "HTTP://Registry:80/, http://registry, ''",
        "https://registry/base/, https://registry, /base",
        "http://[::1]:5000/a/b, http://[::1]:5000, /a/b",
    })
    void isAnOriginAndAPathWithoutASlashAtItsEnd(String text, String origin, String path) {
        BaseUrl url = BaseUrl.parse(text);
        assertThat(url.origin()).hasToString(origin);
        assertThat(url.path()).isEqualTo(path);
        assertThat(url).hasToString(origin + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "registry:5000",
                "registry.example",
                "ftp://registry",
                "http:/x",
                "http:r",
                "https:///",
                "http://u:p@registry",
                "https://u@registry",
                "http://registry?x",
                "http://registry#x",
                "http://registry/a/../b",
                "http://registry/a//b",
                "http://registry/a//",
                "http://registry/a%2Fb",
                "http://under_score:5000"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
