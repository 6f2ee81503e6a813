package io.registryauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.login.LoginOutcome;
import io.registryauth.policy.WritersPolicy;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mindrot.jbcrypt.BCrypt;

class RegistryAuthFilterBuilderTest {
    private static final String PASSWORD = "secret";
    private static final String JANE = "jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n";

    @TempDir
    private Path folder;

    private Path users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = Files.writeString(folder.resolve("users.htpasswd"), JANE);
    }

    @Test
    void takesEverySetting() throws Exception {
        Judge judge = RegistryAuthFilter.builder()
                .htpasswd(writeEveryKindOfUser())
                .weakHashes(true)
                .maxBcryptCost(4)
                .maxShaCryptRounds(1000)
                .writers("root")
                .readMethods("GET", "OPTIONS")
                .realm("Team")
                .keepAuthorization(true)
                .buildJudge(new Problems());

        assertThat(whoMayLogIn(judge)).containsExactly("weak");
        assertThat(mayUse(judge, "root", "PUT")).isTrue();
        assertThat(mayUse(judge, "admin", "PUT")).isFalse();
        assertThat(mayUse(judge, "jane", "OPTIONS")).isTrue();
        assertThat(mayUse(judge, "jane", "HEAD")).isFalse();
        assertThat(judge.challenge().realm()).isEqualTo("Team");
        assertThat(judge.keepAuthorization()).isTrue();
    }

    @Test
    void hasADefaultForEverySettingButTheUsers() throws Exception {
        Judge judge =
                RegistryAuthFilter.builder().htpasswd(writeEveryKindOfUser()).buildJudge(new Problems());

        assertThat(whoMayLogIn(judge)).containsExactly("bcrypt", "sha-crypt");
        assertThat(mayUse(judge, "root", "PUT")).isFalse();
        assertThat(mayUse(judge, "admin", "PUT")).isTrue();
        assertThat(mayUse(judge, "jane", "OPTIONS")).isFalse();
        assertThat(mayUse(judge, "jane", "HEAD")).isTrue();
        assertThat(judge.challenge().realm()).isEqualTo("Registry");
        assertThat(judge.keepAuthorization()).isFalse();
    }

    /** Each is named for what the hash is, and each but the weak one takes a little more than the least work. */
    private Path writeEveryKindOfUser() throws IOException {
        byte[] password = PASSWORD.getBytes(UTF_8);
        return Files.writeString(
                users,
                "weak:{SHA}" + Base64.encodeBase64String(DigestUtils.sha1(password)) + "\n"
                        + "bcrypt:" + BCrypt.hashpw(PASSWORD, BCrypt.gensalt(5)) + "\n"
                        + "sha-crypt:" + Sha2Crypt.sha256Crypt(password, "$5$rounds=1001$salt") + "\n");
    }

    private static List<String> whoMayLogIn(Judge judge) throws AuthenticationException {
        List<String> users = new ArrayList<>();
        for (String user : List.of("weak", "bcrypt", "sha-crypt")) {
            if (judge.login().login(new Credentials(user, PASSWORD), "192.0.2.1") instanceof LoginOutcome.Genuine) {
                users.add(user);
            }
        }
        return users;
    }

    private static boolean mayUse(Judge judge, String user, String method) {
        return judge.policy()
                .decide(new Identity(user), new AccessRequest(method, "/reports", List.of()))
                .isAllowed();
    }

    @Test
    void takesTimesOfAYearAtMost() {
        Duration year = Duration.ofDays(365);
        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder().authenticator(new NoUsers());
        assertThatCode(builder.credentialsTtl(year).throttleMaxDelay(year)::build)
                .doesNotThrowAnyException();
        assertThatCode(builder.credentialsTtl(Duration.ofMillis(1)).throttleMaxDelay(Duration.ofMillis(1))::build)
                .doesNotThrowAnyException();
        assertProblems(
                builder.credentialsTtl(year.plusNanos(1_000_000)).throttleMaxDelay(year.plusDays(2)),
                "credentials-ttl: \"31536000001ms\" is longer than a year; write 8760h at most",
                "throttle-max-delay: \"31708800s\" is longer than a year; write 8760h at most");
        assertProblems(
                builder.credentialsTtl(Duration.ofMillis(-1)).throttleMaxDelay(Duration.ZERO),
                "credentials-ttl: \"-1ms\" is not a time; write for example 500ms, 30s, 15m or 2h",
                "throttle-max-delay: \"0ms\" is not a time; write for example 500ms, 30s, 15m or 2h");
    }

    @Test
    void asksForUsers() {
        assertProblems(
                RegistryAuthFilter.builder(),
                "users: name the users file; htpasswd -B -c FILE NAME or the WAR's user add makes one");
    }

    @Test
    void reportsEveryProblemAtOnce() throws IOException {
        Files.writeString(users, "jane\n\njoe:$2y$\n");

        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder()
                .htpasswd(users)
                .writers("*-admin")
                .maxBcryptCost(99)
                .realm("a\nb");

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(InvalidSettingsException.class, e -> assertThat(e.problems())
                        .hasSize(5)
                        .contains(
                                "writers: \"*-admin\" has a * that is not at the end of a name",
                                "realm: \"a\nb\" has a control character",
                                "max-bcrypt-cost: \"99\" is not a whole number from 4 to 30")
                        .anyMatch(problem -> problem.startsWith("users: users.htpasswd line 1: "))
                        .anyMatch(problem -> problem.startsWith("users: users.htpasswd line 3: ")));
    }

    @Test
    void saysWhichUsersFileCannotBeRead() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(RegistryAuthFilter.builder().htpasswd(missing)::build)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("users: ")
                .hasMessageContaining(missing.toString());
    }

    @Test
    void takesAnAuthenticatorInPlaceOfAUsersFileButNotBoth() {
        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder().authenticator(new NoUsers());

        assertThat(builder.build()).isNotNull();
        assertProblems(builder.htpasswd(users), "users: give a users file or an authenticator, not both");
    }

    @Test
    void refusesLimitsOfAUsersFileWhereThereIsNone() {
        assertProblems(
                RegistryAuthFilter.builder()
                        .authenticator(new NoUsers())
                        .weakHashes(false)
                        .maxBcryptCost(12)
                        .maxShaCryptRounds(5000),
                "weak-hashes: does nothing with an authenticator of your own; remove one of them",
                "max-bcrypt-cost: does nothing with an authenticator of your own; remove one of them",
                "max-sha-crypt-rounds: does nothing with an authenticator of your own; remove one of them");
    }

    @Test
    void takesAPolicyInPlaceOfWritersAndReadMethodsButNotBoth() {
        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder()
                .htpasswd(users)
                .accessPolicy(new WritersPolicy(List.of("root"), List.of("GET")));

        assertThat(builder.build()).isNotNull();
        assertProblems(
                builder.writers("admin").readMethods("GET"),
                "writers: does nothing with an access policy of your own; remove one of them",
                "read-methods: does nothing with an access policy of your own; remove one of them");
    }

    private static void assertProblems(RegistryAuthFilterBuilder builder, String... problems) {
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(InvalidSettingsException.class, e -> assertThat(e.problems())
                        .containsExactly(problems));
    }
}
