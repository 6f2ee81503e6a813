package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.number;

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
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(WarmDecisionBenchmark.class.getName())
                        .forks(Math.min(MOST_FORKS, rounds))
                        .warmupIterations(rounds)
                        .measurementIterations(rounds)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Table table = new Table("a warm decision of the whole filter", "ns", "± (99.9 %)", "bytes allocated", "target");
        for (RunResult result : results) {
            Result<?> allocated =
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
            table.row(
                    result.getParams().getParam("users") + " users",
                    number(result.getPrimaryResult().getScore()),
                    number(result.getPrimaryResult().getScoreError()),
                    number(allocated.getScore()),
                    "< 2,000 ns, < 1,024 bytes");
        }
        return "## The filter alone\n\n" + table;
    }
}
