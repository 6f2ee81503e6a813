package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOrBetweenTheMiddleTwo() {
        assertThat(Statistics.median(DoubleStream.of(9, 1, 2))).isEqualTo(2);
        assertThat(Statistics.median(DoubleStream.of(9, 1, 2, 4))).isEqualTo(3);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        assertThat(Statistics.ratio(List.of(10.0, 2.0, 30.0), List.of(5.0, 2.0, 10.0)))
                .isEqualTo("2.00× (1.00–3.00)");
        assertThat(Statistics.ratio(List.of(10.0), List.of(5.0))).isEqualTo("2.00×");
    }

    @Test
    void numbersHaveThreeDigits() {
        assertThat(Statistics.number(1234.5)).isEqualTo("1,235");
        assertThat(Statistics.number(12.34)).isEqualTo("12.3");
        assertThat(Statistics.number(0.5)).isEqualTo("0.50");
    }
}
