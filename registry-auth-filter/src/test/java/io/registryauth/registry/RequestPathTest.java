package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/",
                "/v1",
                "/v1/",
                "/_ping",
                "/v2/_catalog",
                "/v2/a.b_c-d/e/manifests/1.0",
                "/v2/a/blobs/sha256:00",
                "/v2/a/blobs/uploads/a+b=c~d@e",
                "/v2/a/...",
                "/v2/a/.b/..c"
            })
    void takesAPlainPathForTheRegistrysAsItIs(String path) throws Exception {
        assertThat(RequestPath.parse(path, "")).isEqualTo(new RequestPath(path, path, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /                       | /
                    /app                    | /app
                    /app/                   | /app/
                    /v                      | /v
                    /v3/                    | /v3/
                    /v22/                   | /v22/
                    /_pings                 | /_pings
                    /v2.                    | /v2.
                    /v2%20/                 | '/v2 /'
                    /app/v2/                | /app/v2/
                    /caf%C3%A9/%e2%82%ac    | /caf\u00e9/\u20ac
                    /%F0%9F%90%B3           | /\ud83d\udc33
                    /%61%62c%64             | /abcd
                    /a%3Bb                  | /a;b
                    /a%3Fb%23c              | /a?b#c
                    /a%2Eb                  | /a.b
                    /%2E%2E%2E              | /...
                    /.well-known/x          | /.well-known/x
                    /a%20b/(c)[d]{e}        | /a b/(c)[d]{e}
                    """)
    void decodesOtherPathsOnce(String raw, String decoded) throws Exception {
        assertThat(RequestPath.parse(raw, "")).isEqualTo(new RequestPath(raw, decoded, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /app       | /app/v2/         | /v2/
                    /app       | /app/x           | /x
                    /a/b       | /a/b/            | /
                    /caf%C3%A9 | /caf%C3%A9/%61   | /a
                    """)
    void leavesTheContextPathOut(String context, String uri, String decoded) throws Exception {
        RequestPath path = RequestPath.parse(uri, context);
        assertThat(path.decoded()).isEqualTo(decoded);
        assertThat(context + path.raw()).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /app       | /app
                    /app       | /apple/v2/
                    /app       | /v2/
                    /app       | /App/v2/
                    /app       | /app;x/v2/
                    /app       | /app//v2/
                    /app;x     | /app;x/v2/
                    /x/../app  | /x/../app/v2/
                    ''         | ''
                    ''         | *
                    ''         | v2/
                    ''         | http://registry/v2/
                    ''         | registry:443
                    """)
    void refusesWhatIsNotWithinTheApplication(String context, String uri) {
        assertRefused(uri, context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?b", "/a#b", "/a b", "/a\u0000", "/a\u0080", "/a\u20ac", "/%", "/%2", "/%g0", "/%0g"})
    void refusesWhatAContainerShouldHaveRefused(String path) {
        assertRefused(path, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%\uff12\uff10", "/%\u0662\u0660"})
    void takesNoOtherDigitsThanAscii(String path) {
        assertRefused(path, "");
    }

    @Test
    void boundsTheLength() throws Exception {
        String longest = "/v2/" + "a".repeat(RequestPath.MAX_LENGTH - 4);
        assertThat(RequestPath.parse(longest, "").raw()).hasSize(RequestPath.MAX_LENGTH);
        assertThat(assertRefused(longest + "a", "")).hasMessage("the path is longer than 4096 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v2//x      | the path has an empty segment
                    /v2/../x    | the path has a segment of dots alone
                    /%2e        | the path has a segment of dots alone
                    /v2;x       | the path has a ;
                    /a%2Fb      | the path has an encoded /
                    /a%00       | the path has an encoded control character
                    /a%c0       | the path has percent-encoding that is not UTF-8
                    /a%x        | the path has malformed percent-encoding
                    /v2/%61     | a registry's path has a %
                    /V2/        | a registry's path begins with /v1, /v2 or /_ping, exactly so
                    """)
    void saysWhatIsWrong(String path, String message) {
        assertThat(assertRefused(path, "")).hasMessage(message);
    }

    private static BadRequestException assertRefused(String uri, String context) {
        BadRequestException refusal =
                catchThrowableOfType(BadRequestException.class, () -> RequestPath.parse(uri, context));
        assertThat(refusal).isNotNull();
        assertThat(refusal.status()).isEqualTo(400);
        return refusal;
    }
}
