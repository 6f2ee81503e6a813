package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private final Row<Double> row = new Row<>("row");

    @Test
    void aCellIsTheMedianOrSaysThatNothingWasMeasured() {
        add("ours", 1, 9, 2);

        assertThat(row.cells(List.of("ours", "theirs"), List.of(value -> value, value -> 10 * value)))
                .containsExactly("row", "2.00 / 20.0", "n/a");
    }

    @Test
    void ofSeveralOthersTheOneThatIsTheBestForTheMostPartCounts() {
        add("ours", 4, 6, 8);
        add("a", 2, 3, 1);
        add("b", 1, 1, 9);

        assertThat(row.ratio("ours", List.of("a", "b", "c"), value -> value)).isEqualTo("2.00× (2.00–8.00)");
        assertThat(row.ratio("ours", List.of("c"), value -> value)).isEqualTo("n/a");
    }

    private void add(String title, double... values) {
        for (double value : values) {
            row.add(title, value);
        }
    }
}
