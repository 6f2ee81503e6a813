package io.registryauth.examples.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Medians and ratios of a few measurements, and how they are written. */
final class Statistics {
    private Statistics() {}

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * How often the one contains the other: the median of the rounds' ratios, with the lowest and the highest. What is near
     * in time is compared, since other work on the machine changes from round to round.
     */
    static String ratio(List<Double> of, List<Double> to) {
        double[] ratios = IntStream.range(0, of.size())
                .mapToDouble(round -> of.get(round) / to.get(round))
                .sorted()
                .toArray();
        String median = number(median(DoubleStream.of(ratios)));
        return ratios.length == 1
                ? median + "×"
                : "%s× (%s–%s)".formatted(median, number(ratios[0]), number(ratios[ratios.length - 1]));
    }

    /** Three digits, or all before the point. */
    static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
