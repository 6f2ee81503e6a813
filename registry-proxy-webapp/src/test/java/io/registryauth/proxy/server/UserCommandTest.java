package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.proxy.user.TypingPerson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCommandTest {
    private static final String SECRET = HtpasswdHash.bcrypt("secret", 4);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private TypingPerson person = new TypingPerson();
    private String input = "";
    private boolean full;
    private Path users;

    @BeforeEach
    void name() {
        users = folder.resolve("users");
    }

    @Test
    void aUserIsAddedListedVerifiedChangedAndDeleted() throws Exception {
        input = "secret\n";
        assertThat(user("add --stdin --cost 4 jane")).isZero();
        assertThat(err()).isEqualTo("jane was added to " + users + "\n");
        assertThat(user("add --stdin --cost 4 jane")).isEqualTo(1);
        assertThat(user("verify --stdin jane")).isZero();

        input = "another\r\n";
        assertThat(user("verify --stdin jane")).isEqualTo(1);
        assertThat(user("verify --stdin nobody")).isEqualTo(1);
        assertThat(user("passwd --stdin --cost=5 jane")).isZero();
        assertThat(user("passwd --stdin nobody")).isEqualTo(1);
        assertThat(users).content().startsWith("jane:$2y$05$");
        assertThat(user("verify --stdin jane")).isZero();
        assertThat(out()).isEmpty();

        assertThat(user("list")).isZero();
        assertThat(out()).isEqualTo("jane\tbcrypt\tusable\n");
        assertThat(user("delete jane")).isZero();
        assertThat(user("delete jane")).isEqualTo(1);
        assertThat(user("list")).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void aPersonIsAskedForThePassword() {
        person = new TypingPerson("secret", "secret", "secret", "wrong");

        assertThat(user("add jane")).isZero();
        assertThat(user("verify jane")).isZero();
        assertThat(user("verify jane")).isEqualTo(1);
        assertThat(person.prompts).hasSize(4);
        assertThat(users).content().startsWith("jane:$2y$10$");
        assertThat(err() + out()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "passwd"})
    void aGeneratedPasswordIsAllThatStandardOutputGets(String command) throws Exception {
        if (command.equals("passwd")) {
            Files.writeString(users, "jane:" + SECRET + "\n");
        }
        assertThat(user(command + " --generate --cost 4 jane")).isZero();

        String printed = out();
        assertThat(printed).matches("[A-Za-z0-9]{24}\\R");
        assertThat(err()).doesNotContain(printed.strip());
        input = printed;
        assertThat(user("verify --stdin jane")).isZero();
        assertThat(out() + err()).doesNotContain(printed.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"add --generate new", "passwd --generate jane"})
    void aGeneratedPasswordThatCannotBePrintedChangesNothing(String command) throws Exception {
        String before = "jane:" + SECRET + "\n";
        Files.writeString(users, before);
        full = true;

        assertThat(user(command)).isEqualTo(2);

        assertThat(err()).endsWith("  " + users + " is unchanged: the new password cannot be written to standard output\n");
        assertThat(users).content().isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user list", "--help", "user add --help", "--version"})
    void whatCannotBePrintedIsNotDone(String command) throws Exception {
        write("users");
        environment.put("REGAUTH_USERS", users.toString());
        full = true;

        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err()).isEqualTo("registry-proxy-webapp: standard output could not be written\n");
    }

    @Test
    void withoutATerminalTheFlagsAreNamed() {
        assertThat(user("add jane")).isEqualTo(2);

        assertThat(err()).contains("there is no terminal", "--stdin", "--generate");
        assertThat(users).doesNotExist();
    }

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
    void aNameMayLookLikeAFlag() {
        assertThat(user("add --generate --cost 4 -- --x")).isZero();
        assertThat(out()).isNotEmpty();

        assertThat(user("list")).isZero();
        assertThat(out()).isEqualTo("--x\tbcrypt\tusable\n");
    }

    @Test
    void aFileThatCannotBeUsedIsTheWholeMessage() throws Exception {
        Files.writeString(users, "jane\n");
        input = "secret";

        assertThat(user("passwd --stdin jane")).isEqualTo(2);

        assertThat(err())
                .isEqualTo(
                        "registry-proxy-webapp user passwd:\n  users line 1: expected name:hash, but there is no colon;"
                                + " complete the line or remove it\n");
    }

    @Test
    void theUsersFileIsASettingLikeEveryOther() throws Exception {
        assertThat(run("user", "list")).isEqualTo(2);
        assertThat(err()).contains("--users: name the users file; registry-proxy-webapp user add makes it");

        environment.put("REGAUTH_USERS", write("environment"));
        assertThat(run("user", "list")).isZero();
        assertThat(out()).startsWith("environment\t");

        properties.setProperty("regauth.users", write("property"));
        assertThat(run("user", "list")).isZero();
        assertThat(out()).startsWith("property\t");

        assertThat(run("user", "list", "--users", write("flag"))).isZero();
        assertThat(out()).startsWith("flag\t");
    }

    @Test
    void theLimitsAreThoseOfTheServer() throws Exception {
        Files.writeString(users, "sha:{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=\n");
        input = "myPassword\n";
        assertThat(user("verify --stdin sha")).isEqualTo(2);
        assertThat(err()).contains("sha cannot log in with any password");
        assertThat(user("verify --stdin --weak-hashes allow sha")).isZero();

        environment.put("REGAUTH_WEAK_HASHES", "allow");
        assertThat(user("verify --stdin sha")).isZero();
        assertThat(user("list")).isZero();
        assertThat(out()).isEqualTo("sha\t{SHA}\tusable\n");
        assertThat(user("list --weak-hashes refuse")).isZero();
        assertThat(out()).isEqualTo("sha\t{SHA}\trefused-weak\n");

        environment.put("REGAUTH_MAX_BCRYPT_COST", "6");
        assertThat(user("list")).isZero();
        assertThat(user("add --generate jane")).isEqualTo(2);
        assertThat(user("add --generate --cost 6 jane")).isZero();
    }

    @Test
    void settingsOfTheServerDoNoHarmAndUnknownOnesAreTold() throws Exception {
        environment.put("REGAUTH_UPSTREAM", "not even a URL");
        environment.put("REGAUTH_USRES", "x");
        properties.setProperty("regauth.listen", "x");
        write("users");

        assertThat(user("list")).isZero();
        assertThat(err()).isEqualTo("ignored: REGAUTH_USRES: there is no such setting; did you mean REGAUTH_USERS?\n");

        properties.setProperty("regauth.nonsense", "x");
        assertThat(user("list")).isEqualTo(2);
        assertThat(err()).contains("system property regauth.nonsense: there is no such setting");
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

    private String write(String name) throws Exception {
        return Files.writeString(folder.resolve(name), name + ":" + SECRET + "\n")
                .toString();
    }

    private static List<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text).toList();
    }

    private int user(String arguments) {
        environment.putIfAbsent("REGAUTH_USERS", users.toString());
        return run(("user " + arguments).split(" "));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(
                properties,
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                person,
                new PrintStream(full ? new FullDevice() : out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(surroundings).run(arguments);
    }

    /** Where nothing can be written, as to {@code /dev/full}. */
    private static final class FullDevice extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
