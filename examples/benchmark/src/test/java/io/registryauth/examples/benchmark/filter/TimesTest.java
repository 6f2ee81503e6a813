package io.registryauth.examples.benchmark.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Times SHORT = new Times(new double[] {3, 1, 2});
    private static final Times LONG = new Times(new double[] {4, 6, 5});

    @Test
    void equalTimesCannotBeToldApart() {
        assertThat(SHORT.areaUnderCurve(SHORT)).isEqualTo(0.5, within(1e-9));
        assertThat(SHORT.distance(SHORT)).isZero();
    }

    @Test
    void timesApartCan() {
        assertThat(LONG.areaUnderCurve(SHORT)).isEqualTo(1);
        assertThat(SHORT.areaUnderCurve(LONG)).isZero();
        assertThat(LONG.distance(SHORT)).isEqualTo(1);
    }

    @Test
    void overlapLiesBetween() {
        Times overlapping = new Times(new double[] {2, 3, 9});

        // longer in 1, 2 and 3 of 3 pairs, and as long in one each of the first two
        assertThat(overlapping.areaUnderCurve(SHORT)).isEqualTo((1.5 + 2.5 + 3) / 9, within(1e-9));
        assertThat(overlapping.distance(SHORT)).isEqualTo(1.0 / 3, within(1e-9));
    }

    @Test
    void quantilesAreMeasuredTimes() {
        assertThat(SHORT.quantile(0.5)).isEqualTo(2);
        assertThat(SHORT.quantile(1)).isEqualTo(3);
    }
}
