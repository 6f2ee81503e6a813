package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryAuthFilterBuilderTest {
    private static final String JANE = "jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n";

    @TempDir
    private Path folder;

    private Path users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = Files.writeString(folder.resolve("users.htpasswd"), JANE);
    }

    @Test
    void takesEverySetting() {
        Judge judge = RegistryAuthFilter.builder()
                .htpasswd(users)
                .weakHashes(true)
                .maxBcryptCost(12)
                .maxShaCryptRounds(5000)
                .writers("root")
                .readMethods("GET", "HEAD", "OPTIONS")
                .realm("Team")
                .keepAuthorization(true)
                .buildJudge(new Problems());

        assertThat(judge.challenge().realm()).isEqualTo("Team");
        assertThat(judge.keepAuthorization()).isTrue();
    }

    @Test
    void asksForUsers() {
        assertProblems(RegistryAuthFilter.builder(), "users: name the users file; htpasswd -B -c FILE NAME makes one");
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
        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder().authenticator(new NobodyAuthenticator());

        assertThat(builder.build()).isNotNull();
        assertProblems(builder.htpasswd(users), "users: give a users file or an authenticator, not both");
    }

    @Test
    void refusesLimitsOfAUsersFileWhereThereIsNone() {
        assertProblems(
                RegistryAuthFilter.builder()
                        .authenticator(new NobodyAuthenticator())
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

    private static final class NobodyAuthenticator implements Authenticator {
        @Override
        public Optional<Authentication> authenticate(Credentials credentials) {
            return Optional.empty();
        }

        @Override
        public Optional<String> stamp(String user) {
            return Optional.empty();
        }
    }
}
