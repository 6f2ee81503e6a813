package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.Md5Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mindrot.jbcrypt.BCrypt;

class HtpasswdAuthenticatorTest {
    private static final String PASSWORD = "myPassword";
    private static final String BCRYPT = Vector.of("bcrypt").hash();
    private static final String APR1 = Vector.of("apr1").hash();
    private static final String DISABLED = "\nweak:{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=\nargon:$argon2id$v=19$x"
            + "\ncostly:$2y$15$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC\nplain:{PLAIN}myPassword";

    private final List<String> work = new ArrayList<>();

    /** Verifies as the real one does, and notes the scheme and the password of each verification. */
    private HtpasswdAuthenticator recording(String text) throws InvalidFileException {
        Htpasswd users = parse(text);
        return new HtpasswdAuthenticator(() -> users, (hash, password) -> {
            work.add(hash.scheme().name() + hash.cost() + " " + password.length());
            return hash.matches(password);
        });
    }

    private static Htpasswd parse(String text) throws InvalidFileException {
        return HtpasswdParser.parse("users.htpasswd", text.getBytes(StandardCharsets.UTF_8), HtpasswdLimits.DEFAULTS);
    }

    private static Credentials credentials(String user, String password) {
        return new Credentials(user, password);
    }

    @Test
    void genuineCredentialsAreAcceptedWithTheStampOfTheirHash() throws InvalidFileException {
        HtpasswdAuthenticator users = recording("janedoe:" + BCRYPT);
        String stamp = users.stamp("janedoe").orElseThrow();

        assertThat(users.authenticate(credentials("janedoe", PASSWORD)))
                .contains(new Authentication(new Identity("janedoe"), stamp));
        assertThat(work).containsExactly("bcrypt5 10");
    }

    static Stream<Credentials> refused() {
        return Stream.of(
                credentials("janedoe", "wrong"),
                credentials("janedoe", ""),
                credentials("janedoe", PASSWORD + "\0"),
                credentials("janedoe", "p".repeat(73)),
                credentials("janedoe", "\u00e4".repeat(37)),
                credentials("Janedoe", PASSWORD),
                credentials("nobody", PASSWORD),
                credentials("nobody", PASSWORD + "\0"),
                credentials("nobody", "p".repeat(73)),
                credentials("", ""),
                credentials("weak", PASSWORD),
                credentials("argon", PASSWORD),
                credentials("costly", PASSWORD),
                credentials("plain", PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyRefusalTakesTheWorkOfOneVerification(Credentials credentials) throws InvalidFileException {
        Optional<Authentication> verdict =
                recording("janedoe:" + BCRYPT + DISABLED).authenticate(credentials);

        assertThat(verdict).isEmpty();
        assertThat(work).containsExactly("bcrypt5 " + credentials.password().length());
    }

    @Test
    void aControlCharacterIsRefusedEvenWhereTheHashMatches() throws InvalidFileException {
        // bcrypt repeats a password and its NUL, so that these two have one hash.
        assertThat(Objects.requireNonNull(parse("a:" + BCRYPT).find("a")).matches(PASSWORD + "\0" + PASSWORD))
                .isTrue();

        assertThat(recording("a:" + BCRYPT).authenticate(credentials("a", PASSWORD + "\0" + PASSWORD)))
                .isEmpty();
        assertThat(recording("a:" + BCrypt.hashpw("tab\t", BCrypt.gensalt(4))).authenticate(credentials("a", "tab\t")))
                .isEmpty();
    }

    @Test
    void whatIsNotUnicodeTextIsNotTakenForAQuestionMark() throws InvalidFileException {
        HtpasswdAuthenticator users = recording("a:" + BCrypt.hashpw("?", BCrypt.gensalt(4)));

        assertThat(users.authenticate(credentials("a", "?"))).isPresent();
        assertThat(users.authenticate(credentials("a", "\ud800"))).isEmpty();
    }

    @Test
    void veryLongPasswordsAreRefusedAndNotHashedWhole() throws InvalidFileException {
        String longest = "p".repeat(1024);
        HtpasswdAuthenticator users = recording("a:" + Md5Crypt.apr1Crypt(longest));

        assertThat(users.authenticate(credentials("a", longest))).isPresent();
        assertThat(users.authenticate(credentials("a", longest + "p"))).isEmpty();
        assertThat(work).containsExactly("apr10 1024", "apr10 1024");
    }

    @Test
    void unknownUsersShareTheWorkOfKnownOnesEachAlwaysTheSame() throws InvalidFileException {
        HtpasswdAuthenticator users = recording("a:" + BCRYPT + "\nb:" + APR1);
        for (int i = 0; i < 40; i++) {
            users.authenticate(credentials("nobody" + i, PASSWORD));
        }
        List<String> first = List.copyOf(work);
        work.clear();
        for (int i = 0; i < 40; i++) {
            users.authenticate(credentials("nobody" + i, PASSWORD));
        }

        assertThat(first).hasSize(40).contains("bcrypt5 10", "apr10 10");
        assertThat(work).isEqualTo(first);
    }

    @Test
    void anUnknownNameKeepsItsWorkAfterARestartAndWhenOtherUsersChange() throws Exception {
        String costly = "$2y$05$" + "z".repeat(53);
        List<String> before = workOfStrangers("a:" + BCRYPT + "\nb:" + APR1 + "\nc:" + costly);

        assertThat(workOfStrangers("c:" + costly + "\na:" + BCRYPT + "\n# moved\nb:" + APR1))
                .isEqualTo(before);
        assertThat(workOfStrangers("a:" + BCRYPT + "\nb:" + APR1 + "\nc:" + costly.replace('z', 'y')))
                .isEqualTo(before);
    }

    private List<String> workOfStrangers(String file) throws Exception {
        work.clear();
        HtpasswdAuthenticator users = recording(file);
        for (int i = 0; i < 40; i++) {
            users.authenticate(credentials("nobody" + i, PASSWORD));
        }
        assertThat(work).contains("bcrypt5 10", "apr10 10");
        return List.copyOf(work);
    }

    @Test
    void aFileWithoutUsableUsersRefusesEverybody() throws InvalidFileException {
        assertThat(recording("# nobody").authenticate(credentials("janedoe", PASSWORD)))
                .isEmpty();
        assertThat(recording(DISABLED).authenticate(credentials("weak", PASSWORD)))
                .isEmpty();
    }

    @Test
    void aDecisionAndItsStampAreMadeOnOneStateOfTheFile() throws InvalidFileException {
        Iterator<Htpasswd> states =
                List.of(parse("janedoe:" + BCRYPT), parse("janedoe:" + APR1)).iterator();
        HtpasswdAuthenticator users = new HtpasswdAuthenticator(states::next, StoredHash::matches);

        assertThat(users.authenticate(credentials("janedoe", PASSWORD)))
                .map(Authentication::stamp)
                .isEqualTo(recording("janedoe:" + BCRYPT).stamp("janedoe"));
        assertThat(users.stamp("janedoe"))
                .isEqualTo(recording("janedoe:" + APR1).stamp("janedoe"));
    }

    @Test
    void aDecoyOpensNothing() throws InvalidFileException {
        assertThat(recording("janedoe:" + BCRYPT).authenticate(credentials("nobody", PASSWORD)))
                .isEmpty();
    }

    @Test
    void onlyUsersWhoMayLogInHaveAStamp() throws InvalidFileException {
        HtpasswdAuthenticator users = recording("janedoe:" + BCRYPT + DISABLED);

        assertThat(users.stamp("janedoe")).isPresent();
        assertThat(Stream.of("", "Janedoe", "nobody", "weak", "argon", "costly", "plain")
                        .map(users::stamp))
                .containsOnly(Optional.empty());
    }

    @Test
    void theStampFollowsTheHashAcrossFiles() throws InvalidFileException {
        String stamp = recording("janedoe:" + BCRYPT).stamp("janedoe").orElseThrow();

        assertThat(recording("# moved\n\na:" + APR1 + "\njanedoe:" + BCRYPT + ":comment")
                        .stamp("janedoe"))
                .contains(stamp);
        assertThat(recording("janedoe:" + APR1).stamp("janedoe"))
                .isPresent()
                .get()
                .isNotEqualTo(stamp);
        assertThat(recording("janedoe:" + BCRYPT.replace("$2y$", "$2b$")).stamp("janedoe"))
                .isPresent()
                .get()
                .isNotEqualTo(stamp);
    }

    @Test
    void aStampIsADigestOfTheHash() throws InvalidFileException {
        assertThat(recording("janedoe:" + BCRYPT).stamp("janedoe"))
                .contains(DigestUtils.sha256Hex(BCRYPT).substring(0, 32));
    }
}
