package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.median;
import static io.registryauth.examples.benchmark.Statistics.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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

    /**
     * How often the one contains the other; of several others, the one with the highest median: the best of each round would be
     * better by chance alone.
     */
    String ratio(String of, List<String> others, ToDoubleFunction<S> value) {
        List<S> ours = samples.get(of);
        Optional<List<S>> theirs = others.stream()
                .filter(samples::containsKey)
                .map(samples::get)
                .max(Comparator.comparingDouble(
                        measured -> median(measured.stream().mapToDouble(value))));
        return ours == null || theirs.isEmpty()
                ? NOTHING
                : Statistics.ratio(values(ours, value), values(theirs.get(), value));
    }

    private static <S> List<Double> values(List<S> measured, ToDoubleFunction<S> value) {
        return measured.stream().mapToDouble(value).boxed().toList();
    }
}
