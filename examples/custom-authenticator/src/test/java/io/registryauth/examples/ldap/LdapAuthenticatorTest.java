package io.registryauth.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.AuthenticatorContract;
import io.registryauth.spi.Credentials;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdapAuthenticatorTest extends AuthenticatorContract {
    private static final Credentials JANE = new Credentials("janedoe", "reader's pass:word");

    private TestDirectory server;
    private LdapDirectory directory;
    private LdapAuthenticator authenticator;

    @BeforeEach
    void start() throws Exception {
        server = TestDirectory.start();
        directory = LdapDirectory.connect(
                server.settings("ldap://127.0.0.1", Duration.ofSeconds(10)), SSLContext.getDefault());
        authenticator = new LdapAuthenticator(directory);
    }

    @AfterEach
    void stop() {
        directory.close();
        server.close();
    }

    @Override
    protected Authenticator authenticator() {
        return authenticator;
    }

    @Override
    protected Credentials genuine() {
        return JANE;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "jane*",
                "janedoe)(uid=*",
                "*)(objectClass=*",
                "janedoe,ou=people",
                "uid=janedoe",
                "\\2a",
                "JaneDoe"
            })
    void namesStandForThemselves(String name) throws Exception {
        assertThat(authenticator.authenticate(new Credentials(name, JANE.password())))
                .isEmpty();
        assertThat(server.binds()).noneMatch(dn -> dn.contains("janedoe") || dn.contains("admin"));
    }

    @Test
    void anEmptyPasswordIsRefusedBeforeTheDirectoryTakesItForNobodys() throws Exception {
        assertThat(authenticator.authenticate(new Credentials(JANE.user(), ""))).isEmpty();
        assertThat(server.binds()).isEmpty();
    }

    @Test
    void aNameThatNobodyHasTakesAsManyBindsAsOneThatSomebodyHas() throws Exception {
        authenticator.authenticate(new Credentials("nobody", JANE.password()));

        assertThat(server.binds()).hasSize(1).first().asString().endsWith(",ou=people,dc=example,dc=org");
    }

    @Test
    void whoeverSearchesForUsersIsNoneOfThem() throws Exception {
        assertThat(authenticator.authenticate(new Credentials("registry", "searches for users")))
                .isEmpty();
    }

    @Test
    void aNewPasswordChangesTheStampWhenItIsUsed() throws Exception {
        Authentication before = authenticator.authenticate(JANE).orElseThrow();

        server.setPassword(JANE.user(), "another pass:word");
        assertThat(authenticator.authenticate(JANE)).isEmpty();
        Authentication after = authenticator
                .authenticate(new Credentials(JANE.user(), "another pass:word"))
                .orElseThrow();

        assertThat(after.stamp()).isNotEqualTo(before.stamp());
        assertThat(authenticator.stamp(JANE.user())).contains(after.stamp());
    }

    @Test
    void whoIsGoneHasNoStampOnceAnybodyTriesTheName() throws Exception {
        assertThat(authenticator.authenticate(JANE)).isPresent();

        server.delete(JANE.user());
        assertThat(authenticator.authenticate(new Credentials(JANE.user(), "wrong")))
                .isEmpty();

        assertThat(authenticator.stamp(JANE.user())).isEqualTo(Optional.empty());
    }

    @Test
    void aWrongPasswordTakesNobodysStamp() throws Exception {
        String stamp = authenticator.authenticate(JANE).orElseThrow().stamp();

        authenticator.authenticate(new Credentials(JANE.user(), "wrong"));

        assertThat(authenticator.stamp(JANE.user())).contains(stamp);
    }

    @Test
    void whichOfTwoUsersOfOneNameItIsCannotBeTold() throws Exception {
        server.addAgain(JANE.user());

        assertThatThrownBy(() -> authenticator.authenticate(JANE))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("several entries are named so");
    }

    @Test
    void aDirectoryThatIsAwayCannotTellAndOneThatIsBackCan() throws Exception {
        int port = server.port();
        assertThat(authenticator.authenticate(JANE)).isPresent();

        server.stop();
        assertThatThrownBy(() -> authenticator.authenticate(JANE))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageNotContaining(JANE.password());

        server.startAgain();
        assertThat(authenticator.authenticate(JANE)).isPresent();
    }

    @Test
    void aDirectoryThatDoesNotAnswerCannotTell() throws Exception {
        try (LdapDirectory impatient = LdapDirectory.connect(
                server.settings("ldap://127.0.0.1", Duration.ofMillis(200)), SSLContext.getDefault())) {
            server.fallSilent();

            assertThatThrownBy(() -> new LdapAuthenticator(impatient).authenticate(JANE))
                    .isInstanceOf(AuthenticationException.class);
        }
    }
}
