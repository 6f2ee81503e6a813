package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessUsageTest extends UserCommandFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | name the user, or give --anonymous for requests without credentials",
                "explain alice psuh team/app | psuh: there is no such action; did you mean push?; the path of a request begins"
                        + " with /",
                "explain --anonymous alice pull a | say who wants to do what: --anonymous pull REPOSITORY",
                "explain --ruels x alice pull a | --ruels: there is no such flag; did you mean --rules?",
                "explain --groups x alice pull a | --groups: does nothing without rules; name a rules file, or remove it",
                "explain --writers , alice pull a | --writers: \",\" is empty",
                "check | --rules: name the rules file",
                "check --rules x team/app | team/app: there is no such command, and no setting takes it",
                "check --writers x --rules y | --writers: there is no such flag",
                "matrix --users x | --rules: name the rules file",
                "matrix --rules x a | --users: name the users file",
                "matrix --rules x --users y Team/app | Team/app is not the name of a repository",
                "matrix --rules x --users y --upstream z | --upstream: \"z\" does not begin with http:// or https://",
                "matrix --rules x --users y --upstream-ca z | upstream-ca: does nothing while the upstream is"
                        + " http://127.0.0.1:5000, which is not https"
            })
    void wrongUsageIsRefused(String arguments, String problem) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        String command = words(arguments).get(0);
        assertThat(err().lines())
                .startsWith("registry-proxy-webapp " + command + ":")
                .contains("  " + problem)
                .endsWith("See " + command + " --help.");
        assertThat(out()).isEmpty();
    }

    @Test
    void aFlagBeforeTheCommandIsToldItsPlace() {
        assertThat(run("--rules", "x", "check")).isEqualTo(2);
        assertThat(err()).contains("  flags stand after the command: check --rules\n");
    }

    @Test
    void noTerminalObeysWhatWasTyped() {
        assertThat(run("explain", "alice", "p\u001b[2J", "x")).isEqualTo(2);
        assertThat(err()).contains("p\\u001b[2J: there is no such action").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "explain, --rules --groups --users --writers --read-methods --anonymous --json REPOSITORY PATH, 0 1 2",
        "check, --rules --groups --users --json, 0 1 2",
        "matrix, --rules --groups --users --upstream --upstream-ca --upstream-credentials --json REPOSITORY, 0 2"
    })
    void theHelpOfEachCommandIsComplete(String command, String words, String codes) {
        assertThat(run(command, "--help")).isZero();

        String help = out();
        assertThat(help).contains("registry-proxy-webapp " + command, "REGAUTH_RULES", "Exit codes:");
        assertThat(words(words)).allMatch(help::contains);
        for (String code : words(codes)) {
            assertThat(help).containsPattern("(?m)^  " + code + "   \\S");
        }
        assertThat(run("--help")).isZero();
        assertThat(out()).containsPattern("(?m)^  " + command + " +\\S");
        assertThat(err()).isEmpty();
    }

    @Test
    void theCommandsOfTheReadmeAreOnesThatExist() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher commands = Pattern.compile("java -jar registry-proxy-webapp\\.war ((?:explain|check|matrix) [^\n]*)")
                .matcher(readme);

        List<String> lines = commands.results().map(result -> result.group(1)).toList();
        assertThat(lines).extracting(line -> words(line).get(0)).contains("explain", "check", "matrix");
        assertThat(lines).allSatisfy(line -> {
            var command = CommandLine.parser().parseArgs(line.split(" ")).subcommand();
            assertThat(command.errors()).isEmpty();
            assertThat(command.unmatched()).isEmpty();
        });
    }

    @Test
    void theAnswerInTheReadmeIsTheOneThatIsPrinted() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        Path rules =
                Files.writeString(folder.resolve("access.yml"), snippet(readme, "```yaml\ngroups:\n", "groups:\n"));

        assertThat(run("explain", "--rules", rules.toString(), "alice", "delete", "team/app"))
                .isEqualTo(1);
        assertThat(out()).isEqualTo(snippet(readme, "```text\ndenied: ", "denied: "));
    }

    private static String snippet(String readme, String start, String text) {
        int from = readme.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        int end = readme.indexOf("```", from + start.length());
        return readme.substring(from + start.length() - text.length(), end);
    }
}
