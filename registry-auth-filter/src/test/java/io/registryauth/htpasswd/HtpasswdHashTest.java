package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.htpasswd.HtpasswdHash.Use;
import io.registryauth.spi.Credentials;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtpasswdHashTest {
    private static final HtpasswdLimits LIMITS = HtpasswdLimits.DEFAULTS;

    @ParameterizedTest
    @ValueSource(strings = {"secret", "p\u00e4ss", "\ud83d\ude00", "x"})
    void aNewHashIsBcryptAsApacheWritesItAndLogsIn(String password) throws Exception {
        String hash = HtpasswdHash.bcrypt(password, 5);

        assertThat(hash).startsWith("$2y$05$").hasSize(60).isNotEqualTo(HtpasswdHash.bcrypt(password, 5));
        byte[] content = ("jane:" + hash).getBytes(StandardCharsets.UTF_8);
        HtpasswdAuthenticator users = HtpasswdAuthenticator.parse("users", content, LIMITS);
        assertThat(users.authenticate(new Credentials("jane", password))).isPresent();
        assertThat(users.authenticate(new Credentials("jane", password + "x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, bcrypt, ACCEPTED",
        "$2y$15$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC, bcrypt, COSTLY",
        "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/, apr1, ACCEPTED",
        "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=, {SHA}, WEAK",
        "$argon2id$v=19$x, unknown, UNKNOWN",
        "!, unknown, UNKNOWN"
    })
    void aHashIsNamedAndAcceptedOrNot(String text, String scheme, Use use) {
        assertThat(HtpasswdHash.of(text, LIMITS)).isEqualTo(new HtpasswdHash(scheme, use));
    }

    @Test
    void theLimitsDecideWhatIsAccepted() {
        HtpasswdLimits loose = new HtpasswdLimits(true, 15, 1_000_000);

        assertThat(HtpasswdHash.of("{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=", loose).use())
                .isEqualTo(Use.ACCEPTED);
        assertThat(HtpasswdHash.of("$2y$15$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC", loose)
                        .use())
                .isEqualTo(Use.ACCEPTED);
    }
}
