package io.registryauth.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value made of two others, when one of them changes, and when they do not fit together. */
class CombinedTest {
    private static final Path FILE = Path.of("access.yml");

    @AutoClose
    private final RecordedLog log = new RecordedLog(FailureLog.class.getName());

    private final FakeTime time = new FakeTime();
    private final Sum sum = new Sum();
    private String first = "a";
    private String second = "b";
    private Combined<String, String, String> combined;

    /** Fits together whatever is not of the same text. */
    private static final class Sum implements Combined.Combination<String, String, String> {
        private final List<String> told = new ArrayList<>();

        @Override
        public String name() {
            return "sum";
        }

        @Override
        public String combine(String first, String second) throws InvalidFileException {
            if (first.equals(second)) {
                throw new InvalidFileException(List.of("both are " + first));
            }
            return first + second;
        }

        @Override
        public void combined(String now) {
            told.add(now);
        }
    }

    @BeforeEach
    void combine() throws InvalidFileException {
        combined = new Combined<>(FILE, () -> first, () -> second, sum, time, time);
    }

    private void check() {
        time.pass(Duration.ofMillis(200));
        combined.check();
    }

    @Test
    void itIsMadeAtTheStart() {
        assertThat(combined.get()).isEqualTo("ab");
        assertThat(combined.failure()).isEmpty();
        assertThat(sum.told).containsExactly("ab");
    }

    @Test
    void theStartFailsWhereTheTwoDoNotFitTogether() {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> new Combined<>(FILE, () -> "x", () -> "x", sum, time, time))
                .withMessage("both are x");
    }

    @Test
    void itIsMadeAnewWhenEitherChanges() {
        first = "A";
        check();
        assertThat(combined.get()).isEqualTo("Ab");
        second = "B";
        check();
        assertThat(combined.get()).isEqualTo("AB");
        first = "1";
        second = "2";
        check();
        assertThat(combined.get()).isEqualTo("12");

        assertThat(sum.told).containsExactly("ab", "Ab", "AB", "12");
    }

    @Test
    void whileNeitherChangesNothingIsMade() {
        String before = combined.get();
        check();
        check();

        assertThat(combined.get()).isSameAs(before);
        assertThat(sum.told).hasSize(1);
    }

    @Test
    void theLastGoodOneStaysUntilTheTwoFitTogetherAgain() {
        first = "b";
        check();
        check();
        assertThat(combined.get()).isEqualTo("ab");
        assertThat(combined.failure())
                .hasValueSatisfying(failure -> assertThat(failure.problems()).containsExactly("both are b"));
        assertThat(combined.failure().orElseThrow().warning())
                .startsWith("the sum cannot be used since 2026-11-24T08:00:00Z");
        assertThat(log.lines("file-refused"))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains("both are b", "access.yml");

        second = "c";
        check();
        assertThat(combined.get()).isEqualTo("bc");
        assertThat(combined.failure()).isEmpty();
        assertThat(log.lines("file-recovered")).hasSize(1);
        assertThat(sum.told).containsExactly("ab", "bc");
    }

    @Test
    void aFailureIsLoggedAgainEachMinute() {
        first = "b";
        for (int i = 0; i <= 2 * 60 * 5 + 5; i++) {
            check();
        }

        assertThat(log.lines("file-refused")).hasSize(3);
    }

    @Test
    void anotherReasonIsLoggedAtOnceAndTheFailureIsAsOldAsItWas() {
        first = "b";
        check();
        FileFailure before = combined.failure().orElseThrow();
        first = "c";
        second = "c";
        check();

        assertThat(combined.failure().orElseThrow().problems()).containsExactly("both are c");
        assertThat(combined.failure().orElseThrow().since()).isEqualTo(before.since());
        assertThat(log.lines("file-refused")).hasSize(2);
    }

    @Test
    void whatWasThereBeforeIsMadeAnewAfterAFailure() {
        String good = first;
        first = "b";
        check();
        first = good;
        check();

        assertThat(combined.get()).isEqualTo("ab");
        assertThat(combined.failure()).isEmpty();
        assertThat(log.lines("file-recovered")).hasSize(1);
    }
}
