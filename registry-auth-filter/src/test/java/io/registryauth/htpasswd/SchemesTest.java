package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

class SchemesTest {
    private static final String SALT_AND_DIGEST = "CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private static Scheme scheme(String hash) {
        return Objects.requireNonNull(Schemes.of(hash), hash);
    }

    static Stream<Vector> vectors() {
        return Vector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aPublishedHashIsWholeAndMatchesItsPassword(Vector vector) {
        Scheme scheme = scheme(vector.hash());

        assertThat(scheme.name()).isEqualTo(vector.scheme());
        assertThat(scheme.isWhole(vector.hash())).isTrue();
        assertThat(scheme.matches(vector.password(), vector.hash())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aPublishedHashMatchesNoOtherPassword(Vector vector) {
        Scheme scheme = scheme(vector.hash());

        assertThat(Stream.of("x" + vector.password(), "wrong", "MYPASSWORD"))
                .noneMatch(password -> scheme.matches(password, vector.hash()));
    }

    @Test
    void everySchemeHasAPublishedVector() {
        assertThat(Vector.oneOfEach().map(Vector::scheme))
                .containsExactlyInAnyOrderElementsOf(
                        Schemes.ALL.stream().map(Scheme::name).toList());
    }

    @Test
    void onlyFastHashesAreWeak() {
        assertThat(Schemes.ALL.stream().filter(Scheme::isWeak).map(Scheme::name))
                .containsExactlyInAnyOrder("{SHA}", "{SSHA}", "DES crypt");
    }

    static Stream<Arguments> cutOffHashes() {
        return Vector.oneOfEach()
                .filter(vector -> !vector.scheme().equals("DES crypt"))
                .flatMap(vector -> IntStream.range(0, vector.hash().length())
                        .filter(length -> !hidesTheCut(vector, length))
                        .mapToObj(length -> Arguments.of(vector.hash().substring(0, length))));
    }

    /** A salted SHA-1 hash that was cut in its salt, between two groups of Base64, looks like one of a shorter salt. */
    private static boolean hidesTheCut(Vector vector, int length) {
        return vector.scheme().equals("{SSHA}") && length > "{SSHA}".length() + 27 && (length - 6) % 4 == 0;
    }

    @ParameterizedTest
    @MethodSource("cutOffHashes")
    void aHashThatWasCutOffAnywhereIsNoticed(String hash) {
        Scheme scheme = Schemes.of(hash);

        assertThat(scheme == null ? Schemes.isCutOff(hash) : !scheme.isWhole(hash))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aHashWithSomethingBehindItIsNotWhole(Vector vector) {
        for (String extra : new String[] {"x", "$", "=", " ", "\u00e4"}) {
            Scheme scheme = Schemes.of(vector.hash() + extra);
            assertThat(scheme != null && scheme.isWhole(vector.hash() + extra)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "$2", "$2a", "$2b", "$2y", "$a", "$apr1", "$5", "$6", "{", "{S", "{SHA", "{SSHA"})
    void theBeginningOfAPrefixIsCutOff(String text) {
        assertThat(Schemes.of(text)).isNull();
        assertThat(Schemes.isCutOff(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$AAAA",
                "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/",
                "$2x$05$" + SALT_AND_DIGEST,
                "$2$05$" + SALT_AND_DIGEST,
                "$7$x",
                "$y$j9T$x",
                "{PLAIN}secret",
                "{sha}VBPuJHI7uixaa6LQGWx4s+5GKNE=",
                "{MD5}x",
                "!",
                "*",
                "plain text",
                "rqXexS6ZhobK",
                "$APR1$x"
            })
    void anythingElseIsUnknown(String text) {
        assertThat(Schemes.of(text)).isNull();
        assertThat(Schemes.isCutOff(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2y$03$" + SALT_AND_DIGEST,
                "$2y$32$" + SALT_AND_DIGEST,
                "$2y$5$" + SALT_AND_DIGEST,
                "$2y$005$" + SALT_AND_DIGEST,
                "$2y$+5$" + SALT_AND_DIGEST,
                "$2y$05.CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe=",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe\u00df",
                "$apr1$$HqJZimcKQFAMYayBlzkrA/",
                "$apr1$ninechars$HqJZimcKQFAMYayBlzkrA/",
                "$apr1$r31..-..$HqJZimcKQFAMYayBlzkrA/",
                "$5$$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$salt-string$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$saltstringsaltstr$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$rounds=999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$rounds=1000000000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$rounds=05000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$rounds=$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "$5$rounds=5x00$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE",
                "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKN==",
                "{SHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr",
                "{SHA}VBPuJHI7uixaa6LQGWx4s-5GKNE=",
                "{SSHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=",
                "{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWIm",
                "{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWI m"
            })
    void aHashThatBreaksItsGrammarIsNotWhole(String hash) {
        assertThat(scheme(hash).isWhole(hash)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "$2y$04$" + SALT_AND_DIGEST + ", 4",
        "$2y$31$" + SALT_AND_DIGEST + ", 31",
        "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 5000",
        "$5$rounds=1000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 1000",
        "$5$rounds=999999999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 999999999",
        "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/, 0",
    })
    void theCostStandsInTheHash(String hash, int cost) {
        assertThat(scheme(hash).isWhole(hash)).isTrue();
        assertThat(scheme(hash).cost(hash)).isEqualTo(cost);
    }

    @Test
    void bcryptReadsTheThreeNamesOfTheSameAlgorithmAlike() {
        Map<String, Boolean> matches = Stream.of("$2a$", "$2b$", "$2y$")
                .map(prefix -> prefix + "05$" + SALT_AND_DIGEST)
                .collect(Collectors.toMap(hash -> hash, hash -> scheme(hash).matches("U*U", hash)));

        assertThat(matches).hasSize(3).doesNotContainValue(false);
    }

    @Test
    void bcryptIgnoresStrayBitsInTheSalt() {
        String stray = "$2a$05$CCCCCCCCCCCCCCCCCCCCC/E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

        assertThat(scheme(stray).matches("U*U", stray)).isTrue();
    }

    @Test
    void bcryptRefusesWhatItCannotTellApart() {
        Vector longest = Vector.all()
                .filter(vector -> vector.password().length() == 72)
                .findFirst()
                .orElseThrow();

        assertThat(scheme(longest.hash()).matches(longest.password(), longest.hash()))
                .isTrue();
        assertThat(scheme(longest.hash()).matches(longest.password() + "c", longest.hash()))
                .isFalse();
    }

    @Test
    void bcryptCountsThePasswordInBytesOfUtf8() {
        String salt = BCrypt.gensalt(4);
        String hash = BCrypt.hashpw("\u00e4".repeat(37), salt);

        assertThat(scheme(hash).matches("\u00e4".repeat(37), hash)).isFalse();
        assertThat(scheme(hash).matches("\u00e4".repeat(36), hash)).isTrue();
    }
}
