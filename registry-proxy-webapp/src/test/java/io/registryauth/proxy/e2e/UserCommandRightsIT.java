package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.registryauth.proxy.e2e.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** {@code java -jar … user} where owners, rights, mounts and devices are in its way. */
class UserCommandRightsIT extends UserCommandTestBase {
    @Test
    void ownerGroupAndModeStay() throws Exception {
        assumeRoot();
        fileOfNobody();

        user("add", "--generate", "janedoe").run().succeeded();
        user("delete", "janedoe").run().succeeded();
        user("passwd", "--generate", "bob").run().succeeded();

        assertThat(stat(users)).isEqualTo("nobody:nogroup 640");
        assertThat(stat(folder.resolve(".users.htpasswd.lock")))
                .startsWith("nobody:")
                .endsWith(" 600");
    }

    @Test
    void whereTheOwnerCannotBeKeptNothingChanges() throws Exception {
        assumeRoot();
        fileOfNobody();

        assertUnchanged(
                Command.of("setpriv", "--bounding-set=-chown"),
                "it belongs to nobody:nogroup",
                "run the command as nobody or as root");
        assertThat(stat(users)).isEqualTo("nobody:nogroup 640");
    }

    /** Runs what is added to it where a script has mounted something that nobody else sees; $0 in it is the place. */
    private static Command inMounts(String script, Path place) {
        return Command.of("unshare", "--mount", "sh", "-c", script + " && exec \"$@\"", place.toString());
    }

    @Test
    void aFileThatIsMountedByItselfStaysAsItIs() throws Exception {
        assumeRoot();
        fileOfNobody();

        assertUnchanged(
                inMounts("mount --bind \"$0\" \"$0\"", users),
                "it cannot be replaced (Device or resource busy)",
                "mount its folder");
    }

    @Test
    void aFileInAFolderThatCannotBeWrittenToStaysAsItIs() throws Exception {
        assumeRoot();
        fileOfNobody();

        assertUnchanged(
                inMounts("mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"", folder),
                ".users.htpasswd.lock: Read-only file system");
    }

    @Test
    void whoMayNotWriteThereIsTold() throws Exception {
        assumeRoot();
        fileOfNobody();
        Command withoutRights = Command.of("setpriv", "--bounding-set=-dac_override,-dac_read_search,-chown");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertUnchanged(withoutRights, "this process may not write in the folder " + folder);

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        user("delete", "bob").run().succeeded();
        assertUnchanged(withoutRights, "this process may not open " + folder.resolve(".users.htpasswd.lock"));
    }

    @Test
    void whereStandardOutputIsFullNothingChangesAndTheListIsAnError() throws Exception {
        Command.of("htpasswd", "-cbB", users.toString(), "bob", "secret").run().succeeded();
        Command full = Command.of("bash", "-c", "exec \"$@\" >/dev/full", "bash");

        assertUnchanged("--generate", full, "the new password cannot be written to standard output");
        Result list = full.with(user("list").words().toArray(String[]::new)).run();
        assertThat(list.exit()).isEqualTo(2);
        assertThat(list.output()).isEqualTo("registry-proxy-webapp: standard output could not be written\n");
    }

    private void assertUnchanged(Command wrapper, String... words) throws IOException {
        assertUnchanged("--stdin", wrapper, words);
    }

    private void assertUnchanged(String passwordFrom, Command wrapper, String... words) throws IOException {
        String before = Files.readString(users);

        Result result = wrapper.with(
                        user("add", passwordFrom, "janedoe").words().toArray(String[]::new))
                .withInput("secret")
                .run();

        assertThat(result.exit()).as(result.output()).isEqualTo(2);
        assertThat(result.output())
                .startsWith("registry-proxy-webapp user add:\n  " + users + " is unchanged: ")
                .contains(words)
                .hasLineCount(2);
        assertThat(users).content().isEqualTo(before);
        assertThat(folder.resolve(".users.htpasswd.new")).doesNotExist();
    }

    private void fileOfNobody() throws Exception {
        Command.of("htpasswd", "-cbB", users.toString(), "bob", "secret").run().succeeded();
        Command.of("chown", "nobody:nogroup", users.toString()).run().succeeded();
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r-----"));
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away and mounts");
    }

    private static String stat(Path file) {
        return Command.of("stat", "-c", "%U:%G %a", file.toString()).run().succeeded();
    }
}
