package io.registryauth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.reload.RecordedLog;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String HOME = "192.0.2.1";
    private static final String AWAY = "198.51.100.7";
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final LoginOutcome JANE = new LoginOutcome.Genuine(new Identity("jane"));
    private static final LoginOutcome WRONG = new LoginOutcome.Wrong();

    private final FakeUsers users = new FakeUsers().with("jane", "secret").with("joe", "hidden");
    private long now = Long.MAX_VALUE - 1000; // the clock has no zero to begin with, and may run over
    private Login login = login(TTL, 100, new ThrottleLimits(5, Duration.ofSeconds(60), 100));

    private Login login(Duration ttl, int remembered, ThrottleLimits throttle) {
        LoginLimits limits = new LoginLimits(ttl, remembered, 1, 32, Duration.ofSeconds(5));
        return new Login(users, limits, throttle, () -> now);
    }

    private LoginOutcome login(String user, String password) throws AuthenticationException {
        return login.login(new Credentials(user, password), HOME);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void verifiesGenuineCredentialsOnce() throws Exception {
        assertThat(login("jane", "secret")).isEqualTo(JANE);
        assertThat(login("jane", "secret")).isEqualTo(JANE);
        assertThat(users.verified).containsExactly("jane");
    }

    @Test
    void remembersNoFailure() throws Exception {
        assertThat(login("jane", "new")).isEqualTo(WRONG);
        users.with("jane", "new");

        assertThat(login("jane", "new")).isEqualTo(JANE);
    }

    @Test
    void forgetsAtOnceWhatChangesAndNothingElse() throws Exception {
        login("jane", "secret");
        login("joe", "hidden");
        users.with("jane", "changed");

        assertThat(login("jane", "secret")).isEqualTo(WRONG);
        assertThat(login("joe", "hidden")).isEqualTo(new LoginOutcome.Genuine(new Identity("joe")));
        assertThat(users.verified).containsExactly("jane", "joe", "jane");
    }

    @Test
    void forgetsAtOnceWhoDisappears() throws Exception {
        login("jane", "secret");
        users.passwords.remove("jane");

        assertThat(login("jane", "secret")).isEqualTo(WRONG);
    }

    @Test
    void aStampThatComesBackDoesNotBringAVerdictBack() throws Exception {
        login("jane", "secret");
        users.passwords.remove("jane");
        login("jane", "secret");
        users.with("jane", "secret");

        assertThat(login("jane", "secret")).isEqualTo(JANE);
        assertThat(users.verified).hasSize(3);
    }

    @Test
    void verifiesAnewAfterTheTimeToLiveHoweverOftenItIsUsed() throws Exception {
        login("jane", "secret");
        pass(TTL.minusMillis(1));
        login("jane", "secret");
        assertThat(users.verified).hasSize(1);

        pass(Duration.ofMillis(1));
        login("jane", "secret");
        assertThat(users.verified).hasSize(2);
    }

    @Test
    void remembersNothingWithoutATimeToLive() throws Exception {
        login = login(Duration.ZERO, 100, ThrottleLimits.OFF);
        login("jane", "secret");
        login("jane", "secret");

        assertThat(users.verified).hasSize(2);
    }

    @Test
    void remembersABoundedNumber() throws Exception {
        login = login(TTL, 10, ThrottleLimits.OFF);
        for (int i = 0; i < 1000; i++) {
            users.with("user" + i, "p");
            login("user" + i, "p");
        }
        users.verified.clear();
        for (int i = 0; i < 1000; i++) {
            login("user" + i, "p");
        }

        assertThat(users.verified).hasSizeGreaterThanOrEqualTo(990);
    }

    @Test
    void doesNotTakeOnePairOfTextsForAnother() throws Exception {
        users.with("jane\0", "ecret").with("janes", "ecret").with("j", "anesecret");
        login("jane", "secret");

        assertThat(login("janes", "ecret")).isEqualTo(new LoginOutcome.Genuine(new Identity("janes")));
        assertThat(login("j", "anesecret")).isEqualTo(new LoginOutcome.Genuine(new Identity("j")));
        assertThat(login("janesecret", "")).isEqualTo(WRONG);
    }

    @Test
    void doesNotRememberWhatMustNotBe() throws Exception {
        FakeUsers withoutStamps = new FakeUsers() {
            @Override
            public Optional<Authentication> authenticate(Credentials credentials) {
                verified.add(credentials.user());
                return Optional.of(new Authentication(new Identity(credentials.user()), "stamp"));
            }
        };
        login = new Login(withoutStamps, new LoginLimits(TTL, 9, 1, 1, TTL), ThrottleLimits.OFF, () -> now);
        login("jane", "secret");
        login("jane", "secret");

        assertThat(withoutStamps.verified).hasSize(2);
    }

    @Test
    void delaysWhoGuessesButNeverKnownCredentialsOrOtherAddresses() throws Exception {
        login("jane", "secret");
        for (int i = 0; i < 6; i++) {
            assertThat(login("jane", "guess" + i)).isEqualTo(WRONG);
        }
        int verified = users.verified.size();

        assertThat(login("jane", "guess6")).isEqualTo(new LoginOutcome.Throttled(Duration.ofSeconds(1)));
        assertThat(users.verified).hasSize(verified);
        assertThat(login("jane", "secret")).isEqualTo(JANE);
        assertThat(login("joe", "hidden")).isInstanceOf(LoginOutcome.Genuine.class);
        assertThat(login.login(new Credentials("jane", "guess7"), AWAY)).isEqualTo(WRONG);
    }

    @Test
    void aGuesserWhoDoesNotWaitFillsNoLog() throws Exception {
        try (RecordedLog log = new RecordedLog(Login.class.getName())) {
            for (int i = 0; i < 1000; i++) {
                login("jane", "guess" + i);
            }
            pass(Duration.ofSeconds(1));
            login("jane", "late1");
            login("jane", "late2");

            assertThat(log.lines())
                    .containsExactly(
                            "WARN login-delayed [user=\"jane\", address=\"192.0.2.1\", count=\"1\", ms=\"1000\"]",
                            "WARN login-delayed [user=\"jane\", address=\"192.0.2.1\", count=\"994\", ms=\"2000\"]");
        }
    }

    @Test
    void whoIsDelayedDoesNotHearThatAGuessIsRightWhereverItIsKnown() throws Exception {
        login("jane", "secret");
        for (int i = 0; i < 6; i++) {
            login.login(new Credentials("jane", "guess" + i), AWAY);
        }

        assertThat(login.login(new Credentials("jane", "secret"), AWAY)).isInstanceOf(LoginOutcome.Throttled.class);
        assertThat(login("jane", "secret")).isEqualTo(JANE);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() throws Exception {
        for (int i = 0; i < 6; i++) {
            login.login(new Credentials("jane", "guess" + i), "2001:db8::" + i);
        }

        assertThat(login.login(new Credentials("jane", "x"), "2001:db8::ffff"))
                .isInstanceOf(LoginOutcome.Throttled.class);
        assertThat(login.login(new Credentials("jane", "x"), "2001:db8:0:1::1")).isEqualTo(WRONG);
    }

    @Test
    void aFailureToTellIsNoMistakeOfTheClient() throws Exception {
        FakeUsers away = new FakeUsers() {
            @Override
            public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
                throw new AuthenticationException("the directory is away");
            }
        };
        login = new Login(
                away, new LoginLimits(TTL, 9, 1, 1, TTL), new ThrottleLimits(0, Duration.ofSeconds(60), 9), () -> now);

        for (int i = 0; i < 20; i++) {
            String password = "guess" + i;
            assertThatThrownBy(() -> login("jane", password)).isInstanceOf(AuthenticationException.class);
            pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void keepsNoPassword() throws Exception {
        WeakReference<?>[] seen = {
            loginAndLetGo("jane", new String("secret".toCharArray())),
            loginAndLetGo("jane", new String("wrong".toCharArray())),
        };

        for (WeakReference<?> password : seen) {
            for (int i = 0; i < 100 && password.get() != null; i++) {
                System.gc();
            }
            assertThat(password.get()).isNull();
        }
        assertThat(login("jane", "secret")).isEqualTo(JANE); // all else is still there
    }

    private WeakReference<String> loginAndLetGo(String user, String password) throws AuthenticationException {
        login(user, password);
        return new WeakReference<>(password);
    }
}
