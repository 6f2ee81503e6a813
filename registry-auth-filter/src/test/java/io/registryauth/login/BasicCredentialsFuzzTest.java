package io.registryauth.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.spi.Credentials;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Headers that nobody would send, and each that somebody could. Seeded, so that each run is the same. */
class BasicCredentialsFuzzTest {
    private static final String SEED = "20150117";
    private static final List<String> PIECES = List.of(
            "Basic", "basic", "Bearer", " ", "  ", ",", ", ", "=", "==", "amFuZTpw", "Og==", "/w==", "\t", ":", "é");

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.oneOf(
                Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces)),
                Arbitraries.strings().all().ofMaxLength(30).map(text -> "Basic " + text));
    }

    @Property(tries = 20_000, seed = SEED)
    void whatIsTakenForCredentialsIsTheOneReadingOfTheHeader(@ForAll("headers") String header) {
        try {
            Optional<Credentials> credentials = read(header);

            credentials.ifPresent(read -> {
                String token = header.substring("Basic ".length()).strip();
                String pair = read.user() + ":" + read.password();
                assertThat(header).startsWithIgnoringCase("Basic ");
                assertThat(Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                        .hasSameSizeAs(token);
                assertThat(Base64.getDecoder().decode(token)).isEqualTo(pair.getBytes(UTF_8));
                assertThat(read.user()).doesNotContain(":");
            });
        } catch (MalformedCredentialsException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("amFuZTpw");
        }
    }

    @Property(tries = 10_000, seed = SEED)
    void everyPairArrivesAsItWasSent(@ForAll("users") String user, @ForAll("passwords") String password)
            throws MalformedCredentialsException {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));

        Optional<Credentials> read = read("Basic " + token);

        assertThat(read.isEmpty()).isEqualTo(user.isEmpty() && password.isEmpty());
        read.ifPresent(credentials -> {
            assertThat(credentials.user()).isEqualTo(user);
            assertThat(credentials.password()).isEqualTo(password);
        });
    }

    @Provide
    Arbitrary<String> users() {
        return passwords().map(text -> text.replace(":", ""));
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings().all().ofMaxLength(40).filter(text -> text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static Optional<Credentials> read(String header) throws MalformedCredentialsException {
        return BasicCredentials.read(Collections.enumeration(List.of(header)));
    }
}
