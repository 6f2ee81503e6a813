package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the commands make of the file, folder or link that stands at their path. */
class UsersAtPathTest extends UsersTestBase {
    @Test
    void aFileThatIsNotValidIsNotTouched() throws Exception {
        String broken = "a:" + SECRET + "\nno colon\nb:" + SECRET + "x\n";
        Files.writeString(path, broken);

        List<String> problems = List.of(
                "users.htpasswd line 2: expected name:hash, but there is no colon; complete the line or remove it",
                "users.htpasswd line 3: the hash of \"b\" is not a whole bcrypt hash (was it cut off?); set the password"
                        + " anew with htpasswd -B or the WAR's user passwd");
        assertThat(problems(() -> users.add("jane", newPassword(), COST))).isEqualTo(problems);
        assertThat(problems(() -> users.passwd("a", newPassword(), COST))).isEqualTo(problems);
        assertThat(problems(() -> users.delete("a"))).isEqualTo(problems);
        assertThat(problems(() -> users.list(LIMITS))).isEqualTo(problems);
        assertThat(problems(() -> verify("a", "secret"))).isEqualTo(problems);
        assertThat(path).hasContent(broken);
        assertThat(person.prompts).isEmpty();
    }

    @Test
    void onlyAddMakesAFile() {
        String problem = path + ": there is no such file; user add makes it";

        assertThat(problems(() -> users.passwd("jane", newPassword(), COST))).containsExactly(problem);
        assertThat(problems(() -> users.delete("jane"))).containsExactly(problem);
        assertThat(problems(() -> users.list(LIMITS))).containsExactly(problem);
        assertThat(problems(() -> verify("jane", "secret"))).containsExactly(problem);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() {
        Users nowhere = new Users(new UsersFile(folder.resolve("no/users"), Duration.ZERO, new Replacement()));

        assertThat(problems(() -> nowhere.add("jane", newPassword(), COST)))
                .containsExactly(folder.resolve("no/users") + " is unchanged: there is no folder "
                        + folder.resolve("no") + "; make it first");
    }

    @Test
    void whatIsNoRegularFileIsRefused() throws Exception {
        Files.createDirectory(path);

        assertThat(problems(() -> users.list(LIMITS)))
                .containsExactly(path + ": this is not a regular file; name the users file itself");
    }

    @Test
    void aLinkStaysAndTheFileThatItLeadsToIsChanged() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("file");
        Files.writeString(real, "bob:" + SECRET + "\n");
        Files.createSymbolicLink(path, Path.of("real", "file"));

        users.add("jane", newPassword(), COST);

        assertThat(path).isSymbolicLink();
        assertThat(real).content().contains("bob:", "jane:");
        assertThat(real.resolveSibling(".file.lock")).exists();
    }

    @Test
    void aLinkThatLeadsNowhereIsNotReplaced() throws Exception {
        Files.createSymbolicLink(path, Path.of("nowhere"));

        assertThat(problems(() -> users.add("jane", newPassword(), COST)))
                .containsExactly(path + " cannot be read: " + path + ": there is no such file or folder");
        assertThat(path).isSymbolicLink();
    }

    @Test
    void aFileThatAnotherProcessIsChangingStaysAsItIs() throws Exception {
        Files.writeString(path, "bob:" + SECRET + "\n");
        try (LockFile other = LockFile.acquire(path, Duration.ZERO)) {
            assertThat(problems(() -> users.add("jane", newPassword(), COST)))
                    .singleElement()
                    .asString()
                    .startsWith(path + " is unchanged: process "
                            + ProcessHandle.current().pid())
                    .contains(LockFile.pathFor(other.usersFile()).toString());
        }
        assertThat(path).hasContent("bob:" + SECRET + "\n");
    }
}
