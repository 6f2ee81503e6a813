package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.login.LoginOutcome;
import io.registryauth.settings.Problems;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each setting of logging in, at a value that is not its default, and what it changes. */
@Timeout(60)
class LoginSettingsTest {
    private static final LoginOutcome WRONG = new LoginOutcome.Wrong();
    private static final LoginOutcome BUSY = new LoginOutcome.Busy();

    private final AtomicInteger verifications = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);

    /** Knows everybody whose password is "secret", and takes its time with some. */
    private final Authenticator users = new Authenticator() {
        @Override
        public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
            verifications.incrementAndGet();
            if (credentials.user().startsWith("slow")) {
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    throw new AuthenticationException("interrupted", e);
                }
            }
            return credentials.password().equals("secret")
                    ? Optional.of(new Authentication(new Identity(credentials.user()), "stamp"))
                    : Optional.empty();
        }

        @Override
        public Optional<String> stamp(String user) {
            return Optional.of("stamp");
        }
    };

    private RegistryAuthFilterBuilder builder() {
        return RegistryAuthFilter.builder().authenticator(users);
    }

    private static LoginOutcome login(Judge judge, String user, String password) throws AuthenticationException {
        return judge.login().login(new Credentials(user, password), "192.0.2.1");
    }

    @Test
    void credentialsTtl() throws Exception {
        Judge judge = builder().credentialsTtl(Duration.ZERO).buildJudge(new Problems());
        login(judge, "jane", "secret");
        login(judge, "jane", "secret");

        assertThat(verifications).hasValue(2);
    }

    @Test
    void credentialsMax() throws Exception {
        Judge judge = builder().credentialsMax(1).buildJudge(new Problems());
        for (int i = 0; i < 20; i++) {
            login(judge, "user" + i % 2, "secret");
        }

        assertThat(verifications).hasValueGreaterThan(2);
    }

    @Test
    void hashingPermitsAndQueue() throws Exception {
        Judge judge = builder().hashingPermits(3).hashingQueue(0).buildJudge(new Problems());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?>[] logins = new Future<?>[3];
            for (int i = 0; i < logins.length; i++) {
                String user = "slow" + i;
                logins[i] = threads.submit(() -> login(judge, user, "secret"));
            }
            while (verifications.get() < logins.length) {
                Thread.onSpinWait();
            }

            assertThat(login(judge, "jane", "secret")).isEqualTo(BUSY);
            slow.countDown();
            for (Future<?> login : logins) {
                assertThat(login.get()).isInstanceOf(LoginOutcome.Genuine.class);
            }
        } finally {
            slow.countDown();
            threads.shutdown();
        }
    }

    @Test
    void throttle() throws Exception {
        Judge judge = builder().throttle(false).buildJudge(new Problems());
        for (int i = 0; i < 100; i++) {
            assertThat(login(judge, "jane", "guess" + i)).isEqualTo(WRONG);
        }
    }

    @Test
    void throttleFree() throws Exception {
        Judge judge = builder().throttleFree(0).buildJudge(new Problems());

        assertThat(login(judge, "jane", "guess1")).isEqualTo(WRONG);
        assertThat(login(judge, "jane", "guess2")).isInstanceOf(LoginOutcome.Throttled.class);
    }

    @Test
    void throttleMaxDelay() throws Exception {
        Judge judge = builder()
                .throttleFree(0)
                .throttleMaxDelay(Duration.ofMillis(900))
                .buildJudge(new Problems());
        login(judge, "jane", "guess1");

        assertThat(login(judge, "jane", "guess2"))
                .isInstanceOfSatisfying(LoginOutcome.Throttled.class, throttled -> assertThat(throttled.delay())
                        .isLessThanOrEqualTo(Duration.ofMillis(900)));
    }

    @Test
    void throttleMax() throws Exception {
        Judge judge = builder().throttleFree(0).throttleMax(1).buildJudge(new Problems());
        login(judge, "jane", "guess1");
        login(judge, "joe", "guess1");

        assertThat(login(judge, "jane", "guess2")).isEqualTo(WRONG);
    }
}
