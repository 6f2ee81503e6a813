package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Reloader;
import io.registryauth.spi.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HtpasswdLoadTest {
    private static final String BCRYPT = Vector.of("bcrypt").hash();
    private static final String SHA = Vector.of("{SHA}").hash();

    private final Logger logger = (Logger) LoggerFactory.getLogger(UsersFile.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(events);
    }

    private HtpasswdAuthenticator load(String text, boolean allowWeak) throws IOException, InvalidFileException {
        Path file = Files.writeString(folder.resolve("users.htpasswd"), text);
        return HtpasswdAuthenticator.load(file, new HtpasswdLimits(allowWeak, 14, 1_000_000), new Reloader());
    }

    /** Level, message and the values of two keys of each event, the file's path aside. */
    private List<String> logged(String key) {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getMessage() + " "
                        + event.getKeyValuePairs().stream()
                                .filter(pair -> pair.key.equals(key))
                                .map(pair -> String.valueOf(pair.value))
                                .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void loadsAFileAndSaysHowManyUsersItHas() throws Exception {
        HtpasswdAuthenticator users = load("a:" + BCRYPT + "\nb:" + BCRYPT, false);

        assertThat(users.authenticate(new Credentials("a", "myPassword"))).isPresent();
        assertThat(logged("users")).containsExactly("INFO users-loaded 2");
    }

    @Test
    void aFileInWhichNobodyCanLogInIsLoadedWithAWarning() throws Exception {
        load("# nobody yet", false);

        assertThat(logged("users")).containsExactly("WARN users-loaded 0");
    }

    @Test
    void refusingWeakHashesNamesTheirUsersOnce() throws Exception {
        load("a:" + BCRYPT + "\nb:" + SHA + "\nc:" + SHA, false);

        assertThat(logged("names")).containsExactly("WARN weak-hashes-refused b, c", "INFO users-loaded ");
    }

    @Test
    void allowingWeakHashesNamesTheirUsersOnce() throws Exception {
        load("a:" + BCRYPT + "\nb:" + SHA + "\nc:" + SHA, true);

        assertThat(logged("names")).containsExactly("WARN weak-hashes-allowed b, c", "INFO users-loaded ");
    }

    @Test
    void usersWhoCannotLogInAreNamed() throws Exception {
        load("a:" + BCRYPT + "\nb:$argon2id$x\nc:plain text\nd:" + BCRYPT.replace("$05$", "$15$"), false);

        assertThat(logged("names"))
                .containsExactlyInAnyOrder(
                        "WARN unknown-hashes-refused b, c", "WARN costly-hashes-refused d", "INFO users-loaded ");
    }

    @Test
    void noHashIsLogged() throws Exception {
        load("b:" + SHA + "\nc:plain text\nd:$argon2id$secret\ne:" + BCRYPT, true);

        assertThat(events.list)
                .extracting(event -> event.getMessage() + event.getKeyValuePairs())
                .allSatisfy(line ->
                        assertThat(line).doesNotContain(SHA.substring(5), "plain text", "secret", BCRYPT.substring(7)));
    }

    @Test
    void anInvalidFileIsRefusedByItsNameWithoutItsFolder() {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> load("a:$\nb", false))
                .withMessage(
                        "users.htpasswd line 1: the hash of \"a\" is only the beginning of one (was it cut off?); "
                                + "set the password anew with htpasswd -B or the WAR's user passwd\n"
                                + "users.htpasswd line 2: expected name:hash, but there is no colon; complete the line or remove it");
        assertThat(events.list).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HtpasswdAuthenticator.load(missing, HtpasswdLimits.DEFAULTS, new Reloader()))
                .withMessage(missing
                        + ": there is no such file; make it with htpasswd -B -c FILE NAME or the WAR's user add");
    }

    @Test
    void aDirectoryIsNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HtpasswdAuthenticator.load(folder, HtpasswdLimits.DEFAULTS, new Reloader()))
                .withMessage(folder + ": this is a directory; name the file in it");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithTheReason() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HtpasswdAuthenticator.load(loop, HtpasswdLimits.DEFAULTS, new Reloader()))
                .withMessageMatching("\\Q" + loop + "\\E: it cannot be read: .+");
    }

    @Test
    void limitsOutsideTheirSchemesAreIllegal() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HtpasswdLimits(false, 3, 5000));
        assertThatIllegalArgumentException().isThrownBy(() -> new HtpasswdLimits(false, 31, 5000));
        assertThatIllegalArgumentException().isThrownBy(() -> new HtpasswdLimits(false, 14, 999));
        assertThatIllegalArgumentException().isThrownBy(() -> new HtpasswdLimits(false, 14, 1_000_000_000));
        assertThat(new HtpasswdLimits(true, 30, 999_999_999)).isNotEqualTo(HtpasswdLimits.DEFAULTS);
    }
}
