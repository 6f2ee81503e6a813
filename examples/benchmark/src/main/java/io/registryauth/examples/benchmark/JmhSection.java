package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.number;

import io.registryauth.examples.benchmark.filter.RulesBenchmark;
import io.registryauth.examples.benchmark.filter.WarmDecisionBenchmark;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the filter alone takes, in time and allocation, as JMH measures it with its profiler of the garbage collector. */
final class JmhSection implements Section {
    private static final int MOST_FORKS = 2;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String measure(Bench bench) throws RunnerException {
        Bench.progress("running JMH");
        int rounds = bench.options().rounds();
        String filter = table(
                "a warm decision of the whole filter",
                run(WarmDecisionBenchmark.class, rounds),
                "users",
                "< 2,000 ns, < 1,024 bytes");
        String rules = table("a decision by access rules", run(RulesBenchmark.class, rounds), "rules", "< 5,000 ns");
        return "## The filter alone\n\n" + filter + "\n" + rules;
    }

    private static Collection<RunResult> run(Class<?> benchmark, int rounds) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(Math.min(MOST_FORKS, rounds))
                        .warmupIterations(rounds)
                        .measurementIterations(rounds)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static String table(String title, Collection<RunResult> results, String parameter, String target) {
        Table table = new Table(title, "ns", "± (99.9 %)", "bytes allocated", "target");
        for (RunResult result : results) {
            Result<?> allocated =
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
            table.row(
                    result.getParams().getParam(parameter) + " " + parameter,
                    number(result.getPrimaryResult().getScore()),
                    number(result.getPrimaryResult().getScoreError()),
                    number(allocated.getScore()),
                    target);
        }
        return table.toString();
    }
}
