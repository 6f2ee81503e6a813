package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.user.TypingPerson;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCommandTest extends UserCommandFixture {
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

        assertThat(err())
                .endsWith("  " + users + " is unchanged: the new password cannot be written to standard output\n");
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
}
