package io.registryauth.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoginConcurrencyTest {
    private static final String HOME = "192.0.2.1";
    private static final LoginOutcome BUSY = new LoginOutcome.Busy();
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final int QUEUE = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SlowUsers users = new SlowUsers();
    private final AtomicInteger networks = new AtomicInteger();
    private final Login login = login(LONG);

    private Login login(Duration maxWait) {
        return new Login(users, new LoginLimits(Duration.ofMinutes(5), 100, 2, QUEUE, maxWait), ThrottleLimits.OFF);
    }

    /** Verifies nothing before it is told to, and notes how many verifications ran at once. */
    private static final class SlowUsers extends FakeUsers {
        volatile CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Override
        public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (credentials.user().startsWith("slow")) {
                    gate.await();
                }
                return super.authenticate(credentials);
            } catch (InterruptedException e) {
                throw new AuthenticationException("interrupted", e);
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }

    @AfterEach
    void end() {
        users.gate.countDown();
        threads.shutdownNow();
    }

    /** A login from a network of its own. */
    private Future<LoginOutcome> begin(String user, String password) {
        return begin(user, password, "192.0.2." + (100 + networks.getAndIncrement()));
    }

    private Future<LoginOutcome> begin(String user, String password, String address) {
        return threads.submit(() -> login.login(new Credentials(user, password), address));
    }

    private static List<LoginOutcome> outcomes(Collection<Future<LoginOutcome>> futures) throws Exception {
        List<LoginOutcome> outcomes = new ArrayList<>();
        for (Future<LoginOutcome> future : futures) {
            outcomes.add(future.get());
        }
        return outcomes;
    }

    /** Until as many threads as that wait within a login, and verifications run. */
    private void awaitBlocked(int count) {
        await().until(() -> users.atOnce.get() + login.waiting() == count);
    }

    @Test
    void firstUsesOfOneCredentialAtOnceAreVerifiedOnce() throws Exception {
        users.with("slow", "secret");
        List<Future<LoginOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 1 + QUEUE; i++) {
            all.add(begin("slow", "secret"));
        }
        awaitBlocked(1 + QUEUE);
        users.gate.countDown();

        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Genuine(new Identity("slow")));
        assertThat(users.verified).containsExactly("slow");
    }

    @Test
    void oneClientMayBringACredentialOverSixteenConnectionsAtOnce() throws Exception {
        Login usual = new Login(users, new LoginLimits(Duration.ofMinutes(5), 100, 1, 32, LONG), ThrottleLimits.OFF);
        users.with("slow", "secret");
        List<Future<LoginOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(threads.submit(() -> usual.login(new Credentials("slow", "secret"), HOME)));
        }
        await().until(() -> users.atOnce.get() + usual.waiting() == 16);
        users.gate.countDown();

        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Genuine(new Identity("slow")));
    }

    @Test
    void whoSharesAVerificationThatFailsHearsOfIt() throws Exception {
        List<Future<LoginOutcome>> all = List.of(begin("slow", "wrong"), begin("slow", "wrong"));
        awaitBlocked(2);
        users.gate.countDown();

        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Wrong());
        assertThat(users.verified).hasSize(1);
    }

    @Test
    void onlySoManyVerifyAndWaitAndTheNextHearsAtOnce() throws Exception {
        List<Future<LoginOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 2 + QUEUE; i++) {
            all.add(begin("slow" + i, "x"));
        }
        awaitBlocked(2 + QUEUE);

        for (int i = 0; i < 100; i++) {
            assertThat(login.login(new Credentials("late" + i, "x"), HOME)).isEqualTo(BUSY);
        }
        assertThat(login.login(new Credentials("slow0", "x"), HOME)).isEqualTo(BUSY); // no place to wait for another's
        users.gate.countDown();
        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Wrong());
        assertThat(users.most).hasValue(2);
        assertThat(login.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "2001:db8::%d"})
    void oneNetworkCannotKeepOthersOutHoweverManyItsRequestsAre(String address) throws Exception {
        List<Future<LoginOutcome>> all = new ArrayList<>();
        int half = 2 + (QUEUE + 1) / 2;
        for (int i = 0; i < half; i++) {
            all.add(begin("slow" + i, "x", address.formatted(i)));
        }
        awaitBlocked(half);

        for (int i = 0; i < 100; i++) {
            Credentials more =
                    new Credentials("slow" + i % (half + 1), "x"); // of its own, and to share what is under way
            assertThat(login.login(more, address.formatted(i))).isEqualTo(BUSY);
        }
        users.with("jane", "secret");
        Future<LoginOutcome> jane = begin("jane", "secret");
        awaitBlocked(half + 1);
        users.gate.countDown();
        assertThat(jane.get()).isEqualTo(new LoginOutcome.Genuine(new Identity("jane")));
        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Wrong());
        assertThat(login.waiting()).isZero();
    }

    @Test
    void manyUsersBehindOneAddressAllGetInWhenTheyComeAgain() throws Exception {
        Login office = new Login(users, new LoginLimits(Duration.ofMinutes(5), 100, 1, 4, LONG), ThrottleLimits.OFF);
        List<Future<LoginOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Credentials colleague = new Credentials("user" + i, "p");
            users.with(colleague.user(), colleague.password());
            all.add(threads.submit(() -> {
                LoginOutcome outcome = office.login(colleague, HOME);
                while (outcome.equals(BUSY)) {
                    Thread.onSpinWait();
                    outcome = office.login(colleague, HOME);
                }
                return outcome;
            }));
        }

        assertThat(outcomes(all)).hasOnlyElementsOfType(LoginOutcome.Genuine.class);
    }

    @Test
    void whoIsBehindOneAddressMayAllRenewTheirLoginAtOnce() throws Exception {
        AtomicLong now = new AtomicLong();
        users.with("slow", "secret");
        Login aging = new Login(
                users, new LoginLimits(Duration.ofMinutes(5), 100, 2, QUEUE, LONG), ThrottleLimits.OFF, now::get);
        Future<LoginOutcome> first = threads.submit(() -> aging.login(new Credentials("slow", "secret"), HOME));
        users.gate.countDown();
        first.get();
        users.gate = new CountDownLatch(1);
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        List<Future<LoginOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 1 + QUEUE; i++) {
            all.add(threads.submit(() -> aging.login(new Credentials("slow", "secret"), HOME)));
        }
        await().until(() -> users.atOnce.get() + aging.waiting() == 1 + QUEUE);
        users.gate.countDown();

        assertThat(outcomes(all)).containsOnly(new LoginOutcome.Genuine(new Identity("slow")));
    }

    @Test
    void nobodyWaitsForLongerThanTheLimit() throws Exception {
        Login impatient = login(Duration.ofMillis(1));
        List<Future<LoginOutcome>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String user = "slow" + i;
            running.add(threads.submit(() -> impatient.login(new Credentials(user, "x"), HOME)));
        }
        await().until(() -> users.atOnce.get() == 2);

        assertThat(impatient.login(new Credentials("late", "x"), HOME)).isEqualTo(BUSY);
        assertThat(impatient.login(new Credentials("slow0", "x"), HOME)).isEqualTo(BUSY);
        users.gate.countDown();
        assertThat(outcomes(running)).containsOnly(new LoginOutcome.Wrong());
    }

    @Test
    void knownUsersPassWhileEveryPermitAndPlaceIsTaken() throws Exception {
        users.with("jane", "secret");
        LoginOutcome jane = login.login(new Credentials("jane", "secret"), HOME);
        List<Future<LoginOutcome>> storm = new ArrayList<>();
        for (int i = 0; i < 2 + QUEUE; i++) {
            storm.add(begin("slow" + i, "x"));
        }
        awaitBlocked(2 + QUEUE);

        for (int i = 0; i < 1000; i++) {
            assertThat(login.login(new Credentials("jane", "secret"), HOME)).isEqualTo(jane);
        }
        assertThat(jane).isInstanceOf(LoginOutcome.Genuine.class);
        users.gate.countDown();
        outcomes(storm);
    }

    @Test
    void whoWasKnownAMomentAgoIsVerifiedAnewWhileEveryPermitAndPlaceIsTaken() throws Exception {
        users.with("jane", "secret");
        AtomicLong now = new AtomicLong();
        Login aging = new Login(
                users, new LoginLimits(Duration.ofMinutes(5), 100, 2, QUEUE, LONG), ThrottleLimits.OFF, now::get);
        LoginOutcome jane = aging.login(new Credentials("jane", "secret"), HOME);
        List<Future<LoginOutcome>> storm = new ArrayList<>();
        for (int i = 0; i < 2 + QUEUE; i++) {
            Credentials stranger = new Credentials("slow" + i, "x");
            String address = "192.0.2." + (100 + i);
            storm.add(threads.submit(() -> aging.login(stranger, address)));
        }
        await().until(() -> users.atOnce.get() + aging.waiting() == 2 + QUEUE);
        now.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(aging.login(new Credentials("jane", "secret"), HOME)).isEqualTo(jane);
        assertThat(users.verified).containsExactly("jane", "jane");
        now.addAndGet(Duration.ofMinutes(5).plus(KnownCredentials.RENEWABLE).toNanos());
        assertThat(aging.login(new Credentials("jane", "secret"), HOME)).isEqualTo(BUSY);
        users.gate.countDown();
        outcomes(storm);
    }

    @Test
    void anInterruptedWaitEndsAndTheThreadKnows() throws Exception {
        List<Future<LoginOutcome>> running = List.of(begin("slow1", "x"), begin("slow2", "x"));
        awaitBlocked(2);

        Thread.currentThread().interrupt();
        assertThat(login.login(new Credentials("jane", "x"), HOME)).isEqualTo(BUSY);
        assertThat(Thread.interrupted()).isTrue();
        users.gate.countDown();
        assertThat(outcomes(running)).containsOnly(new LoginOutcome.Wrong());
    }

    @Test
    void manyThreadsWithManyCredentialsGetTheRightAnswers() throws Exception {
        for (int i = 0; i < 50; i++) {
            users.with("user" + i, "p" + i);
        }
        Login roomy = new Login(users, new LoginLimits(Duration.ofMinutes(5), 10, 1, 1000, LONG), ThrottleLimits.OFF);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int seed = thread;
            all.add(threads.submit(() -> {
                boolean right = true;
                for (int i = 0; i < 2000; i++) {
                    String user = "user" + (i * 7 + seed) % 50;
                    String password = "p" + (i * (1 + i % 2) * 7 + seed) % 50;
                    boolean genuine = user.substring(4).equals(password.substring(1));
                    LoginOutcome outcome = roomy.login(new Credentials(user, password), HOME);
                    right &= outcome.equals(
                            genuine ? new LoginOutcome.Genuine(new Identity(user)) : new LoginOutcome.Wrong());
                }
                return right;
            }));
        }

        for (Future<Boolean> right : all) {
            assertThat(right.get()).isTrue();
        }
        // one with the permit, and one that renews: so few are remembered that a verdict may be gone again since it was
        // seen
        assertThat(users.most.get()).isLessThanOrEqualTo(2);
    }
}
