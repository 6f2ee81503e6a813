package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.user.TypingPerson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserUsageTest extends UserCommandFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add | Missing required parameter: 'NAME'",
                "add --users | Missing required parameter for option '--users' (FILE)",
                "add --cost 3 jane | --cost: \"3\" is not a whole number from 4 to 17",
                "add --cost 18 jane | --cost: \"18\" is not a whole number from 4 to 17",
                "add --cost 15 jane | --cost: 15 is above max-bcrypt-cost 14, and the server would refuse the user;"
                        + " take a lower cost, or raise that setting here and there",
                "passwd --max-bcrypt-cost 9 jane | --cost: 10 is above max-bcrypt-cost 9, and the server would refuse the"
                        + " user; take a lower cost, or raise that setting here and there",
                "add --stdin --generate jane | --stdin and --generate: give one of the two",
                "add --usres x jane | --usres: there is no such flag; did you mean --users?",
                "add -x | -x: there is no such flag",
                "add --password=secret jane | --password: there is no such flag",
                "add -p secret jane | -p: there is no such flag",
                "add jane secret | there is one argument too many; a password is never one: everybody on the machine could"
                        + " see it",
                "delete --stdin jane | --stdin: there is no such flag",
                "list jane | jane: there is no such command, and no setting takes it",
                "verify --generate jane | --generate: there is no such flag",
                "ad | ad: there is no such command, and no setting takes it; did you mean add?",
            })
    void wrongUsageIsRefusedBeforeAnythingIsDone(String arguments, String problem) {
        person = new TypingPerson("secret", "secret");

        assertThat(user(arguments)).isEqualTo(2);

        String command =
                arguments.equals("ad") ? "user" : "user " + words(arguments).get(0);
        assertThat(err().lines())
                .startsWith("registry-proxy-webapp " + command + ":")
                .contains("  " + problem)
                .endsWith("See " + command + " --help.");
        assertThat(person.prompts).isEmpty();
        assertThat(users).doesNotExist();
    }

    @Test
    void aFlagBeforeTheCommandIsToldItsPlace() {
        assertThat(run("user", "--users", "x", "list")).isEqualTo(2);
        assertThat(err()).contains("  flags stand after the command: user list --users\n");

        assertThat(run("--users", "x", "user", "list")).isEqualTo(2);
        assertThat(err()).contains("  flags stand after the command: user list --users\n");

        assertThat(run("--nonsense", "user", "list")).isEqualTo(2);
        assertThat(err()).contains("  flags stand after the command: user list --nonsense\n");
    }

    @Test
    void userAloneShowsItsHelpAsAnError() {
        assertThat(run("user")).isEqualTo(2);

        assertThat(err()).contains("add", "passwd", "delete", "list", "verify");
        assertThat(out()).isEmpty();
    }

    @Test
    void theHelpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out()).containsPattern("(?m)^  serve +\\S").containsPattern("(?m)^  user +\\S");

        assertThat(run("user", "--help")).isZero();
        assertThat(out())
                .containsPattern("(?m)^  add +\\S")
                .containsPattern("(?m)^  passwd +\\S")
                .containsPattern("(?m)^  delete +\\S")
                .containsPattern("(?m)^  list +\\S")
                .containsPattern("(?m)^  verify +\\S");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "add, --users --stdin --generate --cost --max-bcrypt-cost NAME, 0 1 2",
        "passwd, --users --stdin --generate --cost --max-bcrypt-cost NAME, 0 1 2",
        "delete, --users NAME, 0 1 2",
        "list, --users --weak-hashes --max-bcrypt-cost --max-sha-crypt-rounds refused-costly, 0 2",
        "verify, --users --stdin --weak-hashes --max-bcrypt-cost --max-sha-crypt-rounds NAME, 0 1 2"
    })
    void theHelpOfEachCommandIsComplete(String command, String words, String codes) {
        assertThat(run("user", command, "--help")).isZero();

        String help = out();
        assertThat(help).contains("Usage: registry-proxy-webapp user " + command, "REGAUTH_USERS", "Exit codes:");
        assertThat(words(words)).allMatch(help::contains);
        for (String code : words(codes)) {
            assertThat(help).containsPattern("(?m)^  " + code + "   \\S");
        }
    }

    @Test
    void theCommandsOfTheReadmeAreOnesThatExist() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher commands = Pattern.compile("java -jar registry-proxy-webapp\\.war (user [^\n<>]*)")
                .matcher(readme);

        List<String> lines = commands.results().map(result -> result.group(1)).toList();
        assertThat(lines).extracting(line -> words(line).get(1)).contains("add", "passwd", "delete", "list", "verify");
        assertThat(lines).allSatisfy(line -> {
            var command =
                    CommandLine.parser().parseArgs(line.split(" ")).subcommand().subcommand();
            assertThat(command.errors()).isEmpty();
            assertThat(command.unmatched()).isEmpty();
        });
    }
}
