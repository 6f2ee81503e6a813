package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.RecordedLog;
import io.registryauth.reload.Watched;
import io.registryauth.spi.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes of a users file take effect, and what is said of them. */
class HtpasswdReloadTest {
    private static final String BCRYPT = Vector.of("bcrypt").hash();
    private static final String SHA = Vector.of("{SHA}").hash();
    private static final String BEFORE = "jane:" + BCRYPT + "\nweak:" + SHA + "\n";

    @TempDir
    Path folder;

    @AutoClose
    private final RecordedLog log = new RecordedLog(UsersFile.class.getName());

    private Path file;
    private Watched<Htpasswd> watched;
    private HtpasswdAuthenticator users;

    @BeforeEach
    void open() throws Exception {
        file = Files.writeString(folder.resolve("users.htpasswd"), BEFORE);
        watched = new Watched<>(file, new UsersFile(file, HtpasswdLimits.DEFAULTS));
        users = new HtpasswdAuthenticator(watched::value, StoredHash::matches);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        watched.lookWell();
    }

    private boolean mayLogIn(String user) {
        return users.authenticate(new Credentials(user, "myPassword")).isPresent();
    }

    @Test
    void aUserIsAddedAndRemoved() throws IOException {
        write(BEFORE + "joe:" + BCRYPT + "\n");
        assertThat(mayLogIn("joe")).isTrue();
        write(BEFORE);

        assertThat(mayLogIn("joe")).isFalse();
        assertThat(users.stamp("joe")).isEmpty();
        assertThat(mayLogIn("jane")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "jane",
                "jane:",
                "jane:$2y$10$cut",
                "jane:HASH\njoe:$2y$",
                "jane:HASH\njoe:HAS",
                "jane:HASH\njane:HASH",
                "\0\0\0\0"
            })
    void aBrokenFileChangesNothingUntilItIsWhole(String text) throws IOException {
        write(text.replace("HASH", BCRYPT).replace("HAS", BCRYPT.substring(0, 59)));
        assertThat(watched.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("users.htpasswd"));
        assertThat(mayLogIn("jane")).isTrue();
        assertThat(mayLogIn("joe")).isFalse();
        write(BEFORE + "joe:" + BCRYPT);

        assertThat(watched.problems()).isEmpty();
        assertThat(mayLogIn("joe")).isTrue();
    }

    @Test
    void aFileThatIsBeingWrittenChangesNothingUntilItIsWhole() throws IOException {
        for (String half : new String[] {"", "# users\n", "# users\njoe:" + BCRYPT + "\n"}) {
            Files.writeString(file, half);
            watched.look();
            assertThat(mayLogIn("jane")).isTrue();
            assertThat(watched.problems()).isEmpty();
        }
        write("# users\njoe:" + BCRYPT + "\njane:" + BCRYPT + "\n");

        assertThat(mayLogIn("joe")).isTrue();
        assertThat(mayLogIn("jane")).isTrue();
    }

    @Test
    void aFileOfCommentsLetsNobodyIn() throws IOException {
        write("# nobody, on purpose\n");

        assertThat(watched.problems()).isEmpty();
        assertThat(mayLogIn("jane")).isFalse();
        assertThat(log.lines("users-loaded"))
                .last()
                .asString()
                .startsWith("WARN")
                .contains("users=\"0\"");
    }

    @Test
    void everyLoadIsLoggedButARemarkOnlyWhenItIsNew() throws IOException {
        assertThat(log.lines("weak-hashes-refused")).hasSize(1);
        write(BEFORE + "joe:" + BCRYPT + "\n");
        assertThat(log.lines("users-loaded"))
                .last()
                .asString()
                .startsWith("INFO")
                .contains("users=\"2\"");
        assertThat(log.lines("weak-hashes-refused")).hasSize(1);
        write(BEFORE + "weaker:" + SHA + "\n");

        assertThat(log.lines("weak-hashes-refused")).hasSize(2);
    }
}
