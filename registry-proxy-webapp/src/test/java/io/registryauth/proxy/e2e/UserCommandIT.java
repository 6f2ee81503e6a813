package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar … user} beside Apache's own htpasswd. */
class UserCommandIT extends UserCommandTestBase {
    private static final String SURROUNDINGS = "# by hand: keep\n\n  # indented\n";

    @Test
    void htpasswdTakesAndChangesAFileThatWasMadeHere() throws Exception {
        user("add", "--stdin", "janedoe")
                .withInput("p\u00e4ss w\u00f6rd$\n")
                .run()
                .succeeded();
        user("add", "--stdin", "bob").withInput("secret").run().succeeded();

        assertThat(htpasswdTakes("janedoe", "p\u00e4ss w\u00f6rd$")).isTrue();
        assertThat(htpasswdTakes("bob", "secret")).isTrue();
        assertThat(htpasswdTakes("bob", "wrong")).isFalse();

        Command.of("htpasswd", "-bB", users.toString(), "bob", "changed").run().succeeded();
        Command.of("htpasswd", "-bB", users.toString(), "new", "third").run().succeeded();
        assertThat(verify("bob", "secret").exit()).isEqualTo(1);
        verify("bob", "changed").succeeded();
        verify("new", "third").succeeded();
        verify("janedoe", "p\u00e4ss w\u00f6rd$").succeeded();

        Command.of("htpasswd", "-D", users.toString(), "bob").run().succeeded();
        assertThat(verify("bob", "changed").exit()).isEqualTo(1);
        user("delete", "new").run().succeeded();
        assertThat(htpasswdTakes("new", "third")).isFalse();
        assertThat(htpasswdTakes("janedoe", "p\u00e4ss w\u00f6rd$")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-B", "-m", "-2", "-5"})
    void aFileOfHtpasswdIsVerifiedAndChangedHere(String algorithm) throws Exception {
        Command.of("htpasswd", "-cb", algorithm, users.toString(), "janedoe", "secret")
                .run()
                .succeeded();
        Command.of("htpasswd", "-b", algorithm, users.toString(), "bob", "other")
                .run()
                .succeeded();
        String bob = Files.readAllLines(users).get(1);
        Files.writeString(users, SURROUNDINGS + Files.readString(users) + "# end");

        verify("janedoe", "secret").succeeded();
        assertThat(verify("janedoe", "wrong").exit()).isEqualTo(1);
        user("passwd", "--stdin", "janedoe").withInput("changed").run().succeeded();
        user("add", "--stdin", "new").withInput("third").run().succeeded();

        assertThat(htpasswdTakes("janedoe", "changed")).isTrue();
        assertThat(htpasswdTakes("bob", "other")).isTrue();
        assertThat(htpasswdTakes("new", "third")).isTrue();
        assertThat(Files.readString(users).replaceAll("\\$2y\\$10\\$[^:\n]+", "NEW"))
                .isEqualTo(SURROUNDINGS + "janedoe:NEW\n" + bob + "\n# end\nnew:NEW\n");
    }

    @Test
    void aGeneratedPasswordIsWhatTheShellCaptures() throws Exception {
        Command captured =
                Command.of("bash", "-c", "password=$(\"$@\" 2>/dev/null) && printf %s \"$password\"", "bash");
        String password = captured.with(
                        user("add", "--generate", "janedoe").words().toArray(String[]::new))
                .run()
                .succeeded();

        assertThat(password).matches("[A-Za-z0-9]{24}");
        assertThat(htpasswdTakes("janedoe", password)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesAreUtf8WhateverTheLocaleOfTheTest() throws Exception {
        List<String> names = List.of("j\u00fcrgen", "\u5f20\u4f1f", "\ud83d\ude00 doe");
        for (String name : names) {
            // xargs passes bytes, where the JDK would encode for the locale.
            Command.of("xargs", "-0")
                    .with(user("add", "--generate").words().toArray(String[]::new))
                    .withEnvironment("LC_ALL", "C.UTF-8")
                    .withInput(name)
                    .run()
                    .succeeded();
        }

        assertThat(user("list")
                        .withEnvironment("LC_ALL", "POSIX")
                        .run()
                        .succeeded()
                        .lines())
                .containsExactlyElementsOf(
                        names.stream().map(name -> name + "\tbcrypt\tusable").toList());
        assertThat(Command.of("xargs", "-0")
                        .with(user("add", "--generate").words().toArray(String[]::new))
                        .withEnvironment("LC_ALL", "POSIX")
                        .withInput("bj\u00f6rn")
                        .run()
                        .failed())
                .contains("LC_ALL=C.UTF-8");
    }

    @Test
    void aPersonTypesThePasswordUnseen() throws Exception {
        try (AtTerminal terminal = AtTerminal.start(user("add", "janedoe"))) {
            terminal.answer("New password of janedoe: ", "a secret");
            terminal.answer("The same once more: ", "a secret");

            assertThat(terminal.end().succeeded()).contains("janedoe was added").doesNotContain("secret");
        }
        assertThat(htpasswdTakes("janedoe", "a secret")).isTrue();
    }

    @Test
    void eightAtOnceLoseNobody() throws Exception {
        user("add", "--generate", "first").run().succeeded();
        List<String> names = IntStream.range(0, 8).mapToObj(i -> "user" + i).toList();

        Command.of("xargs", "-P", "8", "-n", "1")
                .with(user("add", "--generate", "--cost", "4").words().toArray(String[]::new))
                .withInput(String.join("\n", names))
                .run()
                .succeeded();

        List<String> all = new ArrayList<>(names);
        all.add("first");
        assertThat(user("list").run().succeeded().lines())
                .extracting(line -> line.substring(0, line.indexOf('\t')))
                .containsExactlyInAnyOrderElementsOf(all);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(users, folder.resolve(".users.htpasswd.lock"));
        }
    }

    @Test
    void whenItIsKilledTheFileIsTheOldOneOrTheNew() throws Exception {
        user("add", "--stdin", "--cost", "4", "janedoe").withInput("0").run().succeeded();
        Files.writeString(users, SURROUNDINGS + Files.readString(users) + "# end\n");
        Command passwd = user("passwd", "--stdin", "--cost", "4", "janedoe");
        long start = System.nanoTime();
        passwd.withInput("0").run().succeeded();
        long whole = (System.nanoTime() - start) / 1_000_000;

        for (int i = 1; i <= 8; i++) {
            String before = Files.readString(users);
            // later and later, and past the end
            String moment = String.valueOf((whole / 2 + whole * i / 12) / 1000.0);
            Command.of("timeout", "--signal=KILL", moment)
                    .with(passwd.words().toArray(String[]::new))
                    .withInput(String.valueOf(i))
                    .run();

            String after = Files.readString(users);
            assertThat(after.replaceFirst("(?m)^janedoe:.{60}$", "janedoe:HASH"))
                    .isEqualTo(SURROUNDINGS + "janedoe:HASH\n# end\n");
            assertThat(after.equals(before) || htpasswdTakes("janedoe", String.valueOf(i)))
                    .isTrue();
        }
        passwd.withInput("last").run().succeeded();
        assertThat(htpasswdTakes("janedoe", "last")).isTrue();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(users, folder.resolve(".users.htpasswd.lock"));
        }
    }

    private Result verify(String name, String password) {
        return user("verify", "--stdin", name).withInput(password + "\n").run();
    }

    private boolean htpasswdTakes(String name, String password) {
        return Command.of("htpasswd", "-vi", users.toString(), name)
                        .withInput(password)
                        .run()
                        .exit()
                == 0;
    }
}
