package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Requests per second of contenders in turn, row by row: one round is one measurement of each. */
final class Comparison {
    private static final int MOST_WARM_UPS = 6;
    private static final double FASTER = 1.05;

    private final Options options;
    private final List<String> titles;
    private final Supplier<Duration> upstream;
    private final List<Ratio> ratios;
    private final List<Measured> rows = new ArrayList<>();

    /** A column with how often the one contains the other. */
    record Ratio(String of, String to) {}

    private record Measured(Row<Sample> row, String target) {}

    /**
     * Begins one.
     *
     * @param titles of the contenders, in the order of the columns
     * @param upstream tells how much time the upstream has spent so far
     */
    Comparison(Options options, List<String> titles, Supplier<Duration> upstream, Ratio... ratios) {
        this.options = options;
        this.titles = List.copyOf(titles);
        this.upstream = upstream;
        this.ratios = List.of(ratios);
    }

    /** Warms up those who take part, and measures them; the others have n/a in the row. */
    void measure(String label, String target, Requests requests, List<Contender> contenders) {
        Bench.progress("measuring " + label);
        contenders.forEach(contender -> warmUp(contender, requests));
        Row<Sample> row = new Row<>(label);
        for (int round = 0; round < options.rounds(); round++) {
            for (Contender contender : contenders) {
                row.add(contender.title(), Sample.take(contender, upstream, requests, options.seconds()));
            }
        }
        rows.add(new Measured(row, target));
    }

    /** A JVM on a busy machine compiles for longer: it is warm when it no longer becomes faster. */
    private void warmUp(Contender contender, Requests requests) {
        if (!contender.peer().isJvm()) {
            Load.run(contender, requests, 1);
            return;
        }
        double fastest = 0;
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            double perSecond = Load.run(contender, requests, options.warmUp()).perSecond();
            if (perSecond < fastest * FASTER) {
                break;
            }
            fastest = Math.max(fastest, perSecond);
        }
    }

    /** Requests per second, with ratios; behind it who kept which share of the machine busy. */
    String toMarkdown() {
        List<String> ratioTitles =
                ratios.stream().map(ratio -> ratio.of + " / " + ratio.to).toList();
        Table requests = new Table(Stream.of(List.of("requests/s"), titles, ratioTitles, List.of("target"))
                .flatMap(List::stream)
                .toList());
        Table latency = table("p50 / p99, ms");
        Table busy = table("processors busy: front / upstream / wrk");
        for (Measured measured : rows) {
            Row<Sample> row = measured.row;
            List<String> cells = row.cells(titles, List.of(Comparison::perSecond));
            ratios.forEach(ratio -> cells.add(row.ratio(ratio.of, List.of(ratio.to), Comparison::perSecond)));
            cells.add(measured.target);
            requests.row(cells);
            latency.row(row.cells(titles, List.of(sample -> sample.load().p50(), sample -> sample.load()
                    .p99())));
            busy.row(row.cells(
                    titles,
                    List.of(
                            sample -> sample.spent().frontBusy(),
                            sample -> sample.spent().upstreamBusy(),
                            sample -> sample.spent().clientBusy())));
        }
        return requests + "\n" + latency + "\n" + busy;
    }

    private Table table(String corner) {
        List<String> head = new ArrayList<>(List.of(corner));
        head.addAll(titles);
        return new Table(head);
    }

    private static double perSecond(Sample sample) {
        return sample.load().perSecond();
    }
}
