package io.registryauth.examples.benchmark.filter;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A distribution of measured times, in milliseconds. */
public final class Times {
    private final double[] sorted;

    Times(double[] millis) {
        sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /** The time below which that share of all lies: 0.5 is the median. */
    public double quantile(double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /**
     * How often one of these is longer than one of the others, which is the area under the curve of whoever tells the two
     * apart by a threshold, and Mann and Whitney's U divided by its maximum: 0.5 where they are alike.
     */
    public double areaUnderCurve(Times others) {
        return DoubleStream.of(sorted)
                .map(time -> (others.shareBelow(time) + others.shareUpTo(time)) / 2)
                .average()
                .orElse(Double.NaN);
    }

    /** Kolmogorov and Smirnov's distance, by how much the shares of both up to any time differ at most: 0 to 1. */
    public double distance(Times others) {
        return DoubleStream.concat(DoubleStream.of(sorted), DoubleStream.of(others.sorted))
                .map(time -> Math.abs(shareUpTo(time) - others.shareUpTo(time)))
                .max()
                .orElse(Double.NaN);
    }

    private double shareBelow(double limit) {
        return shareUpTo(Math.nextDown(limit));
    }

    private double shareUpTo(double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sorted.length;
    }
}
