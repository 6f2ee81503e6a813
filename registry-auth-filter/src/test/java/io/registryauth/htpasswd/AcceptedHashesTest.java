package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.InvalidFileException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which users of a valid file may log in. */
class AcceptedHashesTest {
    private static final String BCRYPT = Vector.of("bcrypt").hash();
    private static final String SHA = Vector.of("{SHA}").hash();
    private static final HtpasswdLimits ALLOWING_WEAK = new HtpasswdLimits(true, 14, 1_000_000);

    private static Htpasswd parse(String text, HtpasswdLimits limits) throws InvalidFileException {
        return HtpasswdParser.parse("users.htpasswd", text.getBytes(StandardCharsets.UTF_8), limits);
    }

    private static Htpasswd parse(String text) throws InvalidFileException {
        return parse(text, HtpasswdLimits.DEFAULTS);
    }

    @Test
    void anUnknownSchemeDisablesItsUserAlone() throws InvalidFileException {
        Htpasswd users = parse("argon:$argon2id$v=19$x\nok:" + BCRYPT + "\nplain:{PLAIN}myPassword\ntext:myPassword");

        assertThat(users.size()).isEqualTo(1);
        assertThat(users.find("ok")).isNotNull();
        assertThat(users.remarks()).containsExactly(Map.entry(Remark.UNKNOWN_SCHEME, "argon, plain, text"));
    }

    @Test
    void plainTextIsRefusedWhereWeakHashesAreAllowed() throws InvalidFileException {
        Htpasswd users = parse("plain:{PLAIN}myPassword", ALLOWING_WEAK);

        assertThat(users.find("plain")).isNull();
        assertThat(users.remarks()).containsOnlyKeys(Remark.UNKNOWN_SCHEME);
    }

    private static String oneOfEach() {
        return Vector.oneOfEach()
                .map(vector -> vector.scheme().replaceAll("\\W", "") + ":" + vector.hash())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @Test
    void weakHashesAreRefusedUnlessAllowed() throws InvalidFileException {
        Htpasswd users = parse(oneOfEach(), HtpasswdLimits.DEFAULTS);

        assertThat(users.size()).isEqualTo(4);
        assertThat(users.remarks()).containsExactly(Map.entry(Remark.WEAK_REFUSED, "DEScrypt, SHA, SSHA"));
    }

    @Test
    void weakHashesThatAreAllowedAreNamed() throws InvalidFileException {
        Htpasswd users = parse(oneOfEach(), ALLOWING_WEAK);

        assertThat(users.size()).isEqualTo(7);
        assertThat(users.find("DEScrypt")).isNotNull();
        assertThat(users.remarks()).containsExactly(Map.entry(Remark.WEAK_ALLOWED, "DEScrypt, SHA, SSHA"));
    }

    @Test
    void ofVeryManyUsersTheFirstAreNamed() throws InvalidFileException {
        String text =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "u" + i + ":" + SHA).collect(Collectors.joining("\n"));

        assertThat(parse(text).remarks().get(Remark.WEAK_REFUSED))
                .startsWith("u1, u2, ")
                .endsWith(", u20 and 10 more");
    }

    @ParameterizedTest
    @CsvSource({
        "$2y$14$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, 14, 1000000, true",
        "$2y$15$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, 14, 1000000, false",
        "$2y$31$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, 30, 1000000, false",
        "$2y$06$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, 5, 1000000, false",
        "$5$rounds=1000000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 14, 1000000, true",
        "$5$rounds=1000001$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 14, 1000000, false",
        "$5$rounds=999999999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 14, 999999999, true",
        "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5, 14, 4999, false"
    })
    void aHashAboveTheLimitsDisablesItsUser(String hash, int bcrypt, int rounds, boolean accepted)
            throws InvalidFileException {
        Htpasswd users = parse("jane:" + hash, new HtpasswdLimits(false, bcrypt, rounds));

        assertThat(users.find("jane") != null).isEqualTo(accepted);
        assertThat(users.remarks().get(Remark.TOO_COSTLY)).isEqualTo(accepted ? null : "jane");
    }
}
