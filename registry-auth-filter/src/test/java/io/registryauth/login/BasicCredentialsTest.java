package io.registryauth.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.spi.Credentials;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    @Test
    void readsTheExampleOfRfc7617() throws Exception {
        Credentials credentials = read("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").orElseThrow();

        assertThat(credentials.user()).isEqualTo("Aladdin");
        assertThat(credentials.password()).isEqualTo("open sesame");
    }

    @Test
    void readsTheUtf8ExampleOfRfc7617() throws Exception {
        Credentials credentials = read("Basic dGVzdDoxMjPCow==").orElseThrow();

        assertThat(credentials.user()).isEqualTo("test");
        assertThat(credentials.password()).isEqualTo("123£");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic amFuZTpw", "BASIC amFuZTpw", "Basic   amFuZTpw", "Basic amFuZTpw "})
    void takesTheSchemeInAnyCaseAndSpacesAroundTheToken(String header) throws Exception {
        assertThat(read(header).orElseThrow().user()).isEqualTo("jane");
    }

    @Test
    void splitsAtTheFirstColon() throws Exception {
        Credentials credentials = read(basic("jane:a:b:")).orElseThrow();

        assertThat(credentials.user()).isEqualTo("jane");
        assertThat(credentials.password()).isEqualTo("a:b:");
    }

    @Test
    void leavesControlCharactersToTheAuthenticator() throws Exception {
        assertThat(read(basic("jane:a\u0000b")).orElseThrow().password()).isEqualTo("a\u0000b");
    }

    @Test
    void takesNoHeaderForAnonymous() throws Exception {
        assertThat(BasicCredentials.read(Collections.emptyEnumeration())).isEmpty();
    }

    @Test
    void takesEmptyUserAndPasswordForAnonymous() throws Exception {
        assertThat(read("Basic Og==")).isEmpty();
    }

    @Test
    void takesAnEmptyUserWithAPasswordForCredentials() throws Exception {
        assertThat(read(basic(":secret")).orElseThrow().user()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc",
                "Digest username=\"jane\", realm=\"x\", nonce=\"y\", uri=\"/\", response=\"z\"",
                "Negotiate",
                "Basics amFuZTpw"
            })
    void takesAnotherSchemeForAnonymous(String header) throws Exception {
        assertThat(read(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Basic",
                "Basic ",
                "Basic amFuZTpw!",
                "Basic amFuZTp",
                "Basic amFuZTpw amFuZTpw",
                "Basic amFuZQ==",
                "Basic\tamFuZTpw",
                "Basic amFuZTpw, Basic amFuZTpw",
                "Basic amFuZTpw,Basic amFuZTpw",
                "Bearer abc, Basic amFuZTpw",
                "Digest username=\"jane\",Basic amFuZTpw",
                "=:"
            })
    void refusesWhatHasNoOneMeaning(String header) {
        assertThatThrownBy(() -> read(header)).isInstanceOf(MalformedCredentialsException.class);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        String latin1 = "Basic " + Base64.getEncoder().encodeToString("jane:\u00e9".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> read(latin1))
                .isInstanceOf(MalformedCredentialsException.class)
                .hasMessage("the Basic credentials are not Base64 of UTF-8 text");
    }

    @Test
    void refusesMoreThanOneHeader() {
        List<String> twice = List.of(basic("jane:p"), basic("jane:p"));

        assertThatThrownBy(() -> BasicCredentials.read(Collections.enumeration(twice)))
                .isInstanceOf(MalformedCredentialsException.class)
                .hasMessage("more than one Authorization header; send one");
    }

    @Test
    void refusesAnOversizedHeaderAndTakesTheLongestOne() throws Exception {
        String longest = "Basic " + "YTph".repeat(1000);
        String padded = longest + " ".repeat(BasicCredentials.MAX_LENGTH - longest.length());

        assertThat(read(padded)).isPresent();
        assertThatThrownBy(() -> read(padded + " "))
                .isInstanceOf(MalformedCredentialsException.class)
                .hasMessage("the Authorization header is longer than 4096 characters");
    }

    @Test
    void neverQuotesTheHeaderInAMessage() {
        assertThatThrownBy(() -> read("Basic c2VjcmV0"))
                .isInstanceOf(MalformedCredentialsException.class)
                .hasMessageNotContaining("c2VjcmV0")
                .hasMessageNotContaining("secret");
    }

    private static Optional<Credentials> read(String header) throws MalformedCredentialsException {
        return BasicCredentials.read(Collections.enumeration(List.of(header)));
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    }
}
