package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the hand-written grammars against the expressions of the OCI distribution specification 1.1. */
class GrammarTest {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+([.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");

    @Test
    void agreesWithTheSpecificationOnAnyText() {
        Random random = new Random(20261123);
        for (int i = 0; i < 200_000; i++) {
            String text = random.ints(random.nextInt(9), 0, ALPHABET.length())
                    .mapToObj(index -> ALPHABET.substring(index, index + 1))
                    .collect(Collectors.joining());
            assertThat(RepositoryName.isValid(text))
                    .as(text)
                    .isEqualTo(NAME.matcher(text).matches());
            assertThat(Reference.isTag(text, 0))
                    .as(text)
                    .isEqualTo(TAG.matcher(text).matches());
            assertThat(Reference.isDigest(text))
                    .as(text)
                    .isEqualTo(DIGEST.matcher(text).matches());
        }
    }

    private static final String ALPHABET = "ab0.._--__//:+=A";

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/c", "a.b", "a_b", "a__b", "a---b", "0", "library/ubuntu"})
    void knowsRepositoryNames(String name) {
        assertThat(RepositoryName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "a/", "/a", "a//b", "A", "a..b", "a___b", "a._b", "-a", "a-", "a b", "\u00e9", "a\n"})
    void refusesWhatIsNoRepositoryName(String name) {
        assertThat(RepositoryName.isValid(name)).isFalse();
    }

    @Test
    void boundsRepositoryNamesAndTags() {
        assertThat(RepositoryName.isValid("a".repeat(255))).isTrue();
        assertThat(RepositoryName.isValid("a".repeat(256))).isFalse();
        assertThat(Reference.isTag("a".repeat(128), 0)).isTrue();
        assertThat(Reference.isTag("a".repeat(129), 0)).isFalse();
    }

    @Test
    void knowsHowLongTheDigestsOfKnownAlgorithmsAre() {
        assertThat(Reference.isDigest("sha256:" + "a".repeat(64))).isTrue();
        assertThat(Reference.isDigest("sha384:" + "0".repeat(96))).isTrue();
        assertThat(Reference.isDigest("sha512:" + "f".repeat(128))).isTrue();
        assertThat(Reference.isDigest("sha256:" + "a".repeat(63))).isFalse();
        assertThat(Reference.isDigest("sha256:" + "a".repeat(65))).isFalse();
        assertThat(Reference.isDigest("sha256:" + "A".repeat(64))).isFalse();
        assertThat(Reference.isDigest("sha384:" + "g".repeat(96))).isFalse();
        assertThat(Reference.isDigest("sha512:" + "a".repeat(64))).isFalse();
        assertThat(Reference.isDigest("blake3+b64u:Zm9v_-=")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a:b", "a+b", "a b"})
    void refusesWhatIsNoUploadId(String id) {
        assertThat(Reference.isUploadId(id, 0)).isFalse();
    }
}
