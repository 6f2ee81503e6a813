package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    registry     | Basic realm="registry", charset="UTF-8"
                    Team's images| Basic realm="Team's images", charset="UTF-8"
                    a "b" c      | Basic realm="a \\"b\\" c", charset="UTF-8"
                    a\\b         | Basic realm="a\\\\b", charset="UTF-8"
                    a\\"b        | Basic realm="a\\\\\\"b", charset="UTF-8"
                    """)
    void asksForBasicCredentials(String realm, String expected) {
        HttpServletResponse response = mock();
        new Challenge(realm).applyTo(response);
        verify(response).setHeader("WWW-Authenticate", expected);
        verify(response).setHeader("Docker-Distribution-Api-Version", "registry/2.0");
        verifyNoMoreInteractions(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\tb", "a\u0000", "a\u007f", "a\u0085"})
    void refusesARealmThatWouldEndTheHeader(String realm) {
        assertThatThrownBy(() -> new Challenge(realm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a realm has no control characters");
    }
}
