package io.registryauth.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs run.sh for as short as it can, so that it keeps running; how fast anything is, is not looked at. */
class BenchmarkIT {
    private static final String[] SHORT = {
        "--rounds", "1", "--seconds", "1", "--warm-up", "1", "--peers", "nginx,ours", "--storm", "8", "--logins", "10"
    };

    @Test
    void everyKindOfMeasurementPrintsItsTable() {
        String output = run("--only", "registry,filter,storm,logins");

        assertThat(output)
                .contains("## Real registry", "## The filter's own cost", "## Login storm", "## Refusals")
                .contains("| nginx | ours | ours / no proxy |", "| without the filter | with it |")
                .containsPattern("\\| ours \\| .* \\| < 5× \\|")
                .containsPattern("\\| mixed, wrong \\| [0-9.]+ \\(");
    }

    @Test
    void crowdsAndBlobsHaveTheirTables() {
        String output = run(
                "--only",
                "small,blobs,memory",
                "--connections",
                "2",
                "--transfers",
                "2",
                "--blob",
                "2",
                "--idle",
                "40",
                "--slow",
                "20");

        assertThat(output)
                .contains("## Small answers", "| 1 KiB, 2 connections |", "| manifest, 2 connections |")
                .contains(
                        "## Blobs", "| download, HTTP/1.1, 2 × 2.00 MB | n/a |", "| upload, TLS, HTTP/2, 2 × 2.00 MB |")
                .contains("## Memory", "| 2 downloads of 2 MB | 2 |", "| 2 uploads of 2 MB | 2 |")
                .contains("| 40 idle connections | 40 | 40 |", "| 20 slow readers | 20 |");
    }

    @Test
    void whatIsNotKnownIsNamed() {
        assertThat(command("--only", "speed").run().failed())
                .contains("--only speed", "schemes, users")
                .contains("--help explains");
        assertThat(command("--quick").run().failed()).contains("unknown option --quick");
        assertThat(command("--rounds", "0").run().failed()).contains("--rounds 0: not a number");
    }

    @Test
    void helpNamesEverySection() {
        assertThat(command("--help").run().succeeded().replaceAll("\\s+", " "))
                .contains(String.join(", ", Section.NAMES));
    }

    private static String run(String... options) {
        return command(SHORT).with(options).run().succeeded();
    }

    private static Command command(String... options) {
        return Command.of("bash", "run.sh", "--as-is")
                .with(options)
                .withEnvironment("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    }
}
