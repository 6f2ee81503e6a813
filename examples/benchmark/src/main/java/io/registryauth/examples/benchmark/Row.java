package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.median;
import static io.registryauth.examples.benchmark.Statistics.number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was measured of each contender, round by round; those who took no part have n/a. */
final class Row<S> {
    private static final String NOTHING = "n/a";

    private final String label;
    private final Map<String, List<S>> samples = new LinkedHashMap<>();

    Row(String label) {
        this.label = label;
    }

    void add(String title, S sample) {
        samples.computeIfAbsent(title, key -> new ArrayList<>()).add(sample);
    }

    /** The label, and a cell for each of the titles: medians, with a slash between. */
    List<String> cells(List<String> titles, List<ToDoubleFunction<S>> values) {
        List<String> cells = new ArrayList<>(List.of(label));
        titles.forEach(title -> cells.add(cell(title, values)));
        return cells;
    }

    private String cell(String title, List<ToDoubleFunction<S>> values) {
        List<S> measured = samples.get(title);
        return measured == null
                ? NOTHING
                : values.stream()
                        .map(value -> number(median(measured.stream().mapToDouble(value))))
                        .collect(Collectors.joining(" / "));
    }

    /** How often the one contains the other; of several others, the best of each round. */
    String ratio(String of, List<String> others, ToDoubleFunction<S> value) {
        List<Double> ours = best(List.of(of), value);
        List<Double> theirs = best(others, value);
        return ours == null || theirs == null ? NOTHING : Statistics.ratio(ours, theirs);
    }

    private @Nullable List<Double> best(List<String> titles, ToDoubleFunction<S> value) {
        List<List<S>> measured =
                titles.stream().filter(samples::containsKey).map(samples::get).toList();
        return measured.isEmpty()
                ? null
                : IntStream.range(0, measured.get(0).size())
                        .mapToObj(round -> measured.stream()
                                .mapToDouble(rounds -> value.applyAsDouble(rounds.get(round)))
                                .max()
                                .orElseThrow())
                        .toList();
    }
}
