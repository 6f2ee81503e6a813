package io.registryauth.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while a file cannot be used, and after. */
class ReloadingFileFailuresTest {
    @TempDir
    Path folder;

    private final Text format = new Text();
    private Path file;
    private Watched<String> watched;

    @AutoClose
    private final RecordedLog log = new RecordedLog(FailureLog.class.getName());

    @BeforeEach
    void open() throws Exception {
        file = Files.writeString(folder.resolve("file"), "good");
        watched = new Watched<>(file, format);
        watched.lookFor(Duration.ofMinutes(1));
    }

    /** What every failure has in common; the file as it is now is the failing one. */
    private void assertLastGoodStaysUntilRepaired(String problem) throws IOException {
        watched.lookWell();
        assertThat(watched.value()).isEqualTo("good");
        assertThat(watched.problems()).contains(problem);
        assertThat(log.lines("file-refused"))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains(problem);

        Files.deleteIfExists(file);
        Files.writeString(file, "better");
        watched.lookWell();
        assertThat(watched.value()).isEqualTo("better");
        assertThat(watched.problems()).isEmpty();
        assertThat(log.lines("file-refused")).hasSize(1);
        assertThat(log.lines("file-recovered")).hasSize(1);
    }

    @Test
    void aFileThatIsTooLarge() throws IOException {
        FileContentTest.huge(file);

        assertLastGoodStaysUntilRepaired(
                file + ": it cannot be read: it has 536870913 bytes, and more than 512 MiB are not read");
    }

    @Test
    void aWrongFile() throws IOException {
        Files.writeString(file, "wrong");

        assertLastGoodStaysUntilRepaired("line 1: wrong");
    }

    @Test
    void aVanishedFile() throws IOException {
        Files.delete(file);

        assertLastGoodStaysUntilRepaired(file + ": there is no such file; write it");
    }

    @Test
    void aDirectoryInItsPlace() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);

        assertLastGoodStaysUntilRepaired(file + ": this is a directory; name the file in it");
    }

    @Test
    void aLinkThatLeadsNowhere() throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("missing"));

        assertLastGoodStaysUntilRepaired(file + ": there is no such file; write it");
    }

    @Test
    void aLinkThatLeadsToItself() throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        watched.lookWell();

        assertThat(watched.problems()).singleElement().asString().startsWith(file + ": it cannot be read: ");
        assertLastGoodStaysUntilRepaired(watched.problems().get(0));
    }

    @Test
    void aDeviceInItsPlace() throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/null"));

        assertLastGoodStaysUntilRepaired(file + ": it cannot be read: it is a pipe or a device");
    }

    @Test
    void aFileThatMayNotBeReadIsTakenAsSoonAsItMay() throws IOException {
        // An administrator, as whom tests may run, can read every file.
        watched.reader((path, remedy) -> {
            throw new AccessDeniedException(path.toString());
        });
        Files.writeString(file, "better");
        watched.lookWell();
        assertThat(watched.problems()).containsExactly(file.toString());
        watched.reader(FileContent::read);
        watched.look();

        assertThat(watched.value()).isEqualTo("better");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void aFileThatIsPutBackIsInEffectAgainWithoutBeingParsed() throws IOException {
        Files.move(file, folder.resolve("away"));
        watched.lookWell();
        assertThat(watched.problems()).isNotEmpty();
        String before = watched.value();
        Files.move(folder.resolve("away"), file);
        watched.lookWell();

        assertThat(watched.problems()).isEmpty();
        assertThat(watched.value()).isSameAs(before);
    }

    @Test
    void aMomentWithoutAFileIsNoFailure() throws IOException {
        Files.delete(file);
        watched.look();
        Files.writeString(file, "better");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("better");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aFileThatChangesAllTheTimeIsReported() throws IOException {
        for (int i = 0; i < 49; i++) {
            Files.writeString(file, "x".repeat(i));
            watched.look();
        }
        assertThat(watched.problems()).isEmpty();
        Files.writeString(file, "better");
        watched.look();
        assertThat(watched.problems())
                .containsExactly(file + ": it changes all the time; replace it whole, by renaming another file");
        watched.look();

        assertThat(watched.value()).isEqualTo("better");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void aReaderThatBreaksLeavesTheLastGoodAndIsTriedAgainEveryMinute() throws IOException {
        Files.writeString(file, "bug!");
        watched.lookWell();
        assertThat(watched.value()).isEqualTo("good");
        assertThat(watched.problems())
                .containsExactly(file + ": it cannot be loaded: java.lang.IllegalStateException: a bug");
        watched.lookFor(ReloadingFile.SETTLING.multipliedBy(2));
        format.repaired = true;
        watched.lookFor(FailureLog.REPEAT);

        assertThat(watched.value()).isEqualTo("bug!");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void aFailureIsLoggedAgainEveryMinuteAndNoMoreOften() throws IOException {
        Files.writeString(file, "wrong");
        watched.lookFor(Duration.ofMinutes(10));

        assertThat(log.lines("file-refused")).hasSizeBetween(10, 11).allMatch(line -> line.startsWith("ERROR"));
        log.clear();
        Files.delete(file);
        watched.lookFor(Duration.ofMinutes(10));

        assertThat(log.lines("file-refused")).hasSizeBetween(10, 11);
    }

    @Test
    void theLogSaysWhatIsWrongSinceWhenAndWhatToDoAndAgainWhenTheReasonChanges() throws IOException {
        Files.writeString(file, "wrong");
        watched.lookWell();
        Instant since = watched.failure().since();
        Files.writeString(file, "wrong again");
        watched.lookWell();

        assertThat(watched.failure().since()).isEqualTo(since);
        assertThat(log.lines())
                .containsExactly(
                        line("line 1: wrong | line 2: secret", since),
                        line("line 1: wrong again | line 2: secret", since));
    }

    private String line(String problem, Instant since) {
        return "ERROR file-refused [file=\"" + file + "\", problem=\"" + problem + "\", since=\"" + since
                + "\", advice=\"what it held before stays in effect; once it is right again it is taken at once\"]";
    }

    @Test
    void aFailureIsPublishedWithoutItsDetails() throws IOException {
        Files.writeString(file, "wrong");
        watched.lookWell();

        assertThat(watched.failure().warning())
                .isEqualTo("the text file cannot be used since 2026-11-24T08:01:00Z; "
                        + "the one before stays in effect, see the log");
    }
}
