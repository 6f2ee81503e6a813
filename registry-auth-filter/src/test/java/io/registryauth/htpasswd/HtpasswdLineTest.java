package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtpasswdLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "jane:hash|jane|hash",
                "'jane:hash \t\r\n'|jane|hash",
                "jane:hash:Jane Doe:x|jane|hash",
                "jane:hash :x|jane|hash ",
                " jane :hash| jane |hash",
                "ja#ne:#|ja#ne|#",
                "jane:|jane|''",
                ":|''|''",
            })
    void aUserHasANameAndAHash(String line, String name, String hash) {
        assertThat(HtpasswdLine.of(line)).isEqualTo(new HtpasswdLine(name, hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "jane", "#", "#jane:hash", " \t# jane:hash"})
    void otherLinesNameNobody(String line) {
        assertThat(HtpasswdLine.of(line)).isNull();
    }

    @Test
    void printsNoHash() {
        assertThat(new HtpasswdLine("jane", "hash")).hasToString("HtpasswdLine[jane]");
    }
}
