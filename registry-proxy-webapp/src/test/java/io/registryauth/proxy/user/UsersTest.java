package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.htpasswd.HtpasswdLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest extends UsersTestBase {
    @Test
    void theFirstUserMakesTheFile() throws Exception {
        assertThat(users.add("jane", newPassword(), COST)).isEqualTo(Answer.yes("jane was added to " + path));

        assertThat(path).content().matches("jane:\\$2y\\$04\\$[^\n]{53}\n");
        assertThat(verify("jane", "new secret").yes()).isTrue();
        assertThat(person.handedOut).hasSize(2).allSatisfy(typed -> assertThat(typed)
                .containsOnly('\0'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF"})
    void anEmptyFileGetsItsFirstUser(String empty) throws Exception {
        Files.writeString(path, empty);

        assertThat(users.add("jane", newPassword(), COST).yes()).isTrue();
        assertThat(verify("jane", "new secret").yes()).isTrue();
    }

    @Test
    void theCostIsAsWished() throws Exception {
        users.add("jane", newPassword(), 6);

        assertThat(path).content().startsWith("jane:$2y$06$");
    }

    @Test
    void aUserWhoExistsIsNotAddedAndNobodyIsAskedForAPassword() throws Exception {
        Files.writeString(path, "jane:" + SECRET + "\n");

        assertThat(users.add("jane", newPassword(), COST))
                .isEqualTo(Answer.no(path + ": there is a user jane already; user passwd changes the password"));
        assertThat(person.prompts).isEmpty();
        assertThat(path).hasContent("jane:" + SECRET + "\n");
    }

    @Test
    void aUserWhoIsAddedWhileAPersonTypesIsNotAddedAgain() throws Exception {
        PasswordSource slow = name -> {
            users.add(name, newPassword(), COST);
            return "other".toCharArray();
        };

        assertThat(users.add("jane", slow, COST).yes()).isFalse();
        assertThat(verify("jane", "new secret").yes()).isTrue();
    }

    @Test
    void aPasswordOfAUserWhoVanishesMeanwhileIsNotPrinted() throws Exception {
        Files.writeString(path, "jane:" + SECRET + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PasswordSource generated = PasswordSource.generated(new PrintStream(out, true));
        PasswordSource slow = new PasswordSource() {
            @Override
            public char[] read(String name) throws CommandException {
                users.delete(name);
                return generated.read(name);
            }

            @Override
            public void beforeItCounts(char[] password) throws IOException {
                generated.beforeItCounts(password);
            }
        };

        assertThat(users.passwd("jane", slow, COST).yes()).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void passwdChangesTheUserAlone() throws Exception {
        String before = "# by hand\r\nbob:" + SECRET + "\r\njane:HASH:Jane Doe\r\n\r\n";
        Files.writeString(path, before.replace("HASH", SECRET));

        assertThat(users.passwd("jane", newPassword(), COST))
                .isEqualTo(Answer.yes("jane has a new password in " + path));

        String after = Files.readString(path);
        assertThat(after.replaceFirst("(?<=jane:)[^:]+", "HASH")).isEqualTo(before);
        assertThat(verify("jane", "secret").yes()).isFalse();
        assertThat(verify("jane", "new secret").yes()).isTrue();
        assertThat(verify("bob", "secret").yes()).isTrue();
    }

    @Test
    void passwdAndDeleteRefuseAnUnknownUser() throws Exception {
        Files.writeString(path, "jane:" + SECRET + "\n");

        assertThat(users.passwd("bob", newPassword(), COST))
                .isEqualTo(Answer.no(path + ": there is no user bob; user add makes one"));
        assertThat(users.delete("bob")).isEqualTo(Answer.no(path + ": there is no user bob"));
        assertThat(person.prompts).isEmpty();
        assertThat(path).hasContent("jane:" + SECRET + "\n");
    }

    @Test
    void theLastUserLeavesACommentAndTheNextOneIsAddedBelow() throws Exception {
        Files.writeString(path, "jane:" + SECRET + "\n");

        assertThat(users.delete("jane")).isEqualTo(Answer.yes("jane was deleted from " + path));
        assertThat(path).hasContent("# name:hash, one user a line\n");
        assertThat(users.list(LIMITS)).isEmpty();

        users.add("bob", newPassword(), COST);
        assertThat(users.list(LIMITS)).containsExactly("bob\tbcrypt\tusable");
    }

    @Test
    void theListSaysWhoCanLogIn() throws Exception {
        Files.writeString(path, """
                jane doe:BCRYPT
                # nobody:x
                sha:{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=:a comment
                apr1:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
                costly:COSTLY
                locked:!
                """.replace("BCRYPT", SECRET).replace("COSTLY", SECRET.replace("$04$", "$15$")));

        assertThat(users.list(LIMITS))
                .containsExactly(
                        "jane doe\tbcrypt\tusable",
                        "sha\t{SHA}\trefused-weak",
                        "apr1\tapr1\tusable",
                        "costly\tbcrypt\trefused-costly",
                        "locked\tunknown\trefused-unknown");
        assertThat(users.list(new HtpasswdLimits(true, 15, 1_000_000)))
                .contains("sha\t{SHA}\tusable", "costly\tbcrypt\tusable");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws Exception {
        Files.writeString(path, "jane:" + SECRET + "\n");

        assertThat(verify("jane", "secret")).isEqualTo(Answer.yes("the password of jane is right"));
        assertThat(verify("jane", "wrong"))
                .isEqualTo(verify("bob", "secret"))
                .isEqualTo(verify("jane", ""))
                .isEqualTo(verify("", "secret"))
                .isEqualTo(Answer.no("wrong name or password"));
    }

    @Test
    void aHashThatTheServerRefusesIsNeitherRightNorWrong() throws Exception {
        Files.writeString(path, "sha:{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=\nlocked:!\n");

        assertThat(problems(() -> verify("sha", "myPassword")))
                .containsExactly(
                        "sha cannot log in with any password: the hash is refused-weak; make a new one with user"
                                + " passwd");
        assertThat(problems(() -> verify("locked", "x"))).hasSize(1);
        HtpasswdLimits loose = new HtpasswdLimits(true, 14, 1_000_000);
        assertThat(users.verify("sha", source("myPassword"), loose).yes()).isTrue();
    }

    @Test
    void aNameThatAFileCannotHoldIsRefused() throws Exception {
        assertThat(problems(() -> users.add("#jane", newPassword(), COST))).hasSize(1);
        assertThat(path).doesNotExist();

        Files.writeString(path, "jane:" + SECRET + "\n");
        String problem = "NAME has a control character";
        assertThat(problems(() -> users.passwd("a\nb", newPassword(), COST))).containsExactly(problem);
        assertThat(problems(() -> users.delete("a\nb"))).containsExactly(problem);
        assertThat(problems(() -> verify("a\nb", "secret"))).containsExactly(problem);
        assertThat(person.prompts).isEmpty();
    }

    @Test
    void aPasswordThatCouldNotLogInIsRefusedAndCleared() throws Exception {
        char[] password = "a\tb".toCharArray();

        assertThat(problems(() -> users.add("jane", name -> password, COST))).hasSize(1);
        assertThat(password).containsOnly('\0');
        assertThat(path).doesNotExist();
    }

    @Test
    void aPasswordIsClearedAfterUse() throws Exception {
        char[] password = "new secret".toCharArray();
        users.add("jane", name -> password, COST);
        assertThat(password).containsOnly('\0');

        char[] again = "new secret".toCharArray();
        assertThat(users.verify("jane", name -> again, LIMITS).yes()).isTrue();
        assertThat(again).containsOnly('\0');
    }
}
