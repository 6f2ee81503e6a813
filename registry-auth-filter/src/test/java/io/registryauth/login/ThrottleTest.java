package io.registryauth.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final SecretDigest SOURCE = digest(-1);

    private long now = -1000;
    private Throttle throttle = throttle(5, Duration.ofSeconds(60), 1000);

    private Throttle throttle(int free, Duration maxDelay, int entries) {
        return new Throttle(new ThrottleLimits(free, maxDelay, entries), () -> now);
    }

    private static SecretDigest digest(int number) {
        return new SecretDigest(number, 0, 0, 0);
    }

    /** An attempt with a password that nobody tried before, and its end. */
    private Duration fail(int number) {
        Duration delay = throttle.begin(SOURCE, digest(number));
        if (delay.isZero()) {
            throttle.failed(SOURCE, digest(number));
        }
        return delay;
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(fail(i)).isZero();
        }
    }

    @Test
    void theFirstMistakesCarryNoDelayAndTheNextOneDoes() {
        failTimes(6);

        assertThat(fail(6)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theDelayEndsWhenItsTimeIsOver() {
        failTimes(6);
        now += 999_999_999;
        assertThat(fail(6)).isEqualTo(Duration.ofNanos(1));
        now++;

        assertThat(fail(6)).isZero();
    }

    @Test
    void eachFurtherMistakeDoublesTheDelayUpToTheLongest() {
        failTimes(6);
        List<Long> delays = new ArrayList<>();
        for (int i = 6; i < 106; i++) {
            Duration delay = fail(i);
            delays.add(delay.toSeconds());
            now += delay.toNanos();
            assertThat(fail(i)).isZero();
        }

        assertThat(delays).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L).last().isEqualTo(60L);
    }

    @Test
    void oneMistakeCountsOnceHoweverOftenItIsMade() {
        for (int i = 0; i < 100; i++) {
            assertThat(fail(7)).isZero();
        }
        failTimes(5);

        assertThat(fail(8)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void oneMistakeThatIsUnderWayManyTimesAtOnceCountsOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.begin(SOURCE, digest(7))).isZero();
        }
        for (int i = 0; i < 100; i++) {
            throttle.failed(SOURCE, digest(7));
        }
        failTimes(5);

        assertThat(fail(8)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void manyGuessesAtOnceAreDelayedBeforeTheFirstOfThemHasFailed() {
        for (int i = 0; i < 6; i++) {
            assertThat(throttle.begin(SOURCE, digest(i))).isZero();
        }

        assertThat(throttle.begin(SOURCE, digest(6))).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.begin(SOURCE, digest(5))).isZero(); // shares the attempt that is under way
    }

    @Test
    void afterADelayOneGuessPassesAndNotAll() {
        failTimes(6);
        now += Duration.ofSeconds(1).toNanos();

        assertThat(throttle.begin(SOURCE, digest(100))).isZero();
        assertThat(throttle.begin(SOURCE, digest(101))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aSuccessBeginsAnew() {
        failTimes(5);
        assertThat(throttle.begin(SOURCE, digest(99))).isZero();
        throttle.succeeded(SOURCE);

        failTimes(6);
    }

    @Test
    void whatCouldNotBeToldCountsForNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.begin(SOURCE, digest(i))).isZero();
            throttle.undecided(SOURCE, digest(i));
        }

        failTimes(6);
    }

    @Test
    void aSourceIsForgottenAfterAWhileWithoutAttempts() {
        failTimes(6);
        now += Throttle.FORGET_AFTER.toNanos();
        assertThat(fail(6)).isZero();
        assertThat(fail(7)).isEqualTo(Duration.ofSeconds(2));
        now += Throttle.FORGET_AFTER.toNanos() + 1;

        failTimes(6);
    }

    @Test
    void theSourceThatWasNotSeenForLongestIsForgottenFirst() {
        throttle = throttle(0, Duration.ofSeconds(60), 2);
        assertThat(isDelayedAfterAMistake(digest(1))).isTrue();
        assertThat(isDelayedAfterAMistake(digest(2))).isTrue();
        assertThat(throttle.begin(digest(1), digest(51))).isPositive();
        assertThat(isDelayedAfterAMistake(digest(3))).isTrue();

        assertThat(throttle.begin(digest(1), digest(52))).isPositive();
        assertThat(throttle.begin(digest(2), digest(53))).isZero();
    }

    private boolean isDelayedAfterAMistake(SecretDigest source) {
        throttle.begin(source, digest(50));
        throttle.failed(source, digest(50));
        return !throttle.begin(source, digest(49)).isZero();
    }

    @Test
    void whatCouldNotBeToldHasNoOtherSourceForgotten() {
        throttle = throttle(0, Duration.ofSeconds(60), 2);
        assertThat(isDelayedAfterAMistake(digest(1))).isTrue();
        for (int i = 100; i < 200; i++) {
            throttle.begin(digest(i), digest(50));
            throttle.undecided(digest(i), digest(50));
        }

        assertThat(throttle.begin(digest(1), digest(51))).isPositive();
    }

    @Test
    void anAttemptIsUnderWayUntilTheLastWhoSharesItHasLeft() {
        for (int i = 0; i < 6; i++) {
            throttle.begin(SOURCE, digest(i));
            throttle.begin(SOURCE, digest(i));
            throttle.undecided(SOURCE, digest(i)); // one of the two found no place to wait
        }

        assertThat(throttle.begin(SOURCE, digest(6))).isPositive();
    }

    @Test
    void whatCouldNotBeToldMayBeTriedAgainAtOnce() {
        failTimes(6);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(throttle.begin(SOURCE, digest(99))).isZero();
        throttle.undecided(SOURCE, digest(99));

        assertThat(throttle.begin(SOURCE, digest(99))).isZero();
    }

    @Test
    void aLongDelayIsNotForgottenBeforeItEnds() {
        throttle = throttle(0, Duration.ofHours(2), 10);
        for (int i = 0; i < 30; i++) {
            now += fail(i).toNanos();
        }
        fail(50);
        now += Throttle.FORGET_AFTER.toNanos() + 1;

        assertThat(fail(51)).isPositive();
    }

    @Test
    void withoutEntriesNobodyIsDelayed() {
        throttle = new Throttle(ThrottleLimits.OFF, () -> now);

        failTimes(100);
    }

    @Test
    void tellsOfRefusalsWhenADelayBeginsAndThenOfThoseBeforeWhenTheNextOneDoes() {
        failTimes(6);
        assertThat(throttle.tellOfRefusals(SOURCE)).isZero();

        fail(6);
        assertThat(throttle.tellOfRefusals(SOURCE)).isEqualTo(1);
        for (int i = 0; i < 99; i++) {
            fail(6);
            assertThat(throttle.tellOfRefusals(SOURCE)).isZero();
        }
        now += Duration.ofSeconds(1).toNanos();
        assertThat(fail(6)).isZero();
        assertThat(fail(7)).isEqualTo(Duration.ofSeconds(2));
        assertThat(throttle.tellOfRefusals(SOURCE)).isEqualTo(100);
    }
}
