package io.registryauth.reload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How changes are found and taken. */
class ReloadingFileTest {
    @TempDir
    Path folder;

    private Path file;
    private Watched<String> watched;

    @BeforeEach
    void open() throws Exception {
        file = Files.writeString(folder.resolve("file"), "old");
        watched = new Watched<>(file, new Text());
    }

    @Test
    void aFileIsReadAtTheStart() {
        assertThat(watched.value()).isEqualTo("old");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void theStartFailsWhereTheFileIsMissingOrWrong() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Watched<>(missing, new Text()))
                .withMessage(missing + ": there is no such file; write it");
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> new Watched<>(Files.writeString(file, "wrong"), new Text()))
                .withMessage("line 1: wrong\nline 2: secret");
    }

    @Test
    void aFileRenamedOverTheOldIsTaken() throws IOException {
        replace("new");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("new");
    }

    @Test
    void aFileEditedInPlaceIsTaken() throws IOException {
        Files.writeString(file, "longer");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("longer");
    }

    @Test
    void anEditOfTheSameSizeIsTakenWhateverTheTimeThatItClaims() throws IOException {
        watched.lookFor(Duration.ofMinutes(1));
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "new", WRITE);
        Files.setLastModifiedTime(file, time);
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("new");
    }

    @Test
    void aLinkThatIsSwitchedIsFollowed() throws Exception {
        // The way in which Kubernetes mounts a secret: files are links through a link to a folder.
        writeVersion("..1", "one!");
        writeVersion("..2", "two!");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Path link = Files.createSymbolicLink(folder.resolve("users"), Path.of("..data", "users"));
        watched = new Watched<>(link, new Text());
        watched.lookFor(Duration.ofMinutes(1));
        Files.move(Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("..2")), data, ATOMIC_MOVE);
        Files.delete(folder.resolve("..1").resolve("users"));
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("two!");
    }

    /** Alike in size and time. */
    private void writeVersion(String name, String text) throws IOException {
        Path version = Files.createDirectory(folder.resolve(name)).resolve("users");
        Files.writeString(version, text);
        Files.setLastModifiedTime(version, FileTime.from(Instant.EPOCH));
    }

    @Test
    void changesAreFoundWhereNothingIsNotifiedAndTimesAreCoarse() throws Exception {
        URI archive = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(files::newWatchService);
            Path zipped = Files.writeString(files.getPath("file"), "old");
            FileTime time = Files.getLastModifiedTime(zipped);
            watched = new Watched<>(zipped, new Text());
            watched.lookFor(Duration.ofMinutes(1));

            // At the first write the time tells; the second leaves no trace at all but the content.
            Files.writeString(zipped, "now");
            Files.setLastModifiedTime(zipped, FileTime.from(time.toInstant().plusSeconds(60)));
            Fingerprint before = Fingerprint.of(zipped);
            watched.lookWell();
            assertThat(watched.value()).isEqualTo("now");
            watched.lookFor(Duration.ofMillis(1600));
            Files.writeString(zipped, "new");
            Files.setLastModifiedTime(zipped, FileTime.from(time.toInstant().plusSeconds(60)));
            assertThat(Fingerprint.of(zipped)).isEqualTo(before);
            watched.lookWell();

            assertThat(watched.value()).isEqualTo("new");
        }
    }

    @Test
    void aFileThatDoesNotChangeIsNotReadForEver() throws IOException {
        watched.lookFor(ReloadingFile.SETTLING.multipliedBy(2));
        assertThat(watched.reads()).isGreaterThan(1);
        watched.lookFor(Duration.ofMinutes(5));

        assertThat(watched.reads()).isZero();
        assertThat(watched.value()).isEqualTo("old");
    }

    @Test
    void whatIsWrittenSlowlyIsNotReadHalfWay() throws IOException {
        String text = "";
        for (String line : new String[] {"one\n", "two\n", "three\n"}) {
            text += line;
            Files.writeString(file, text);
            watched.look();
            assertThat(watched.value()).isEqualTo("old");
        }
        watched.look();

        assertThat(watched.value()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void whatIsWrittenBetweenTheFingerprintAndTheReadingIsAwaited() throws IOException {
        Files.writeString(file, "newer");
        watched.reader((path, remedy) -> {
            watched.reader(FileContent::read);
            Files.writeString(path, "half");
            byte[] content = FileContent.read(path, remedy);
            Files.writeString(path, "half and half");
            return content;
        });
        watched.look();
        watched.look();
        assertThat(watched.reads()).isGreaterThan(1);
        assertThat(watched.value()).isEqualTo("old");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("half and half");
    }

    @Test
    void whatDisappearsBetweenTheFingerprintAndTheReadingIsAwaited() throws IOException {
        Files.writeString(file, "newer");
        watched.reader((path, remedy) -> {
            watched.reader(FileContent::read);
            Files.delete(path);
            throw new NoSuchFileException(path.toString());
        });
        watched.look();
        watched.look();
        assertThat(watched.problems()).isEmpty();
        Files.writeString(file, "newest");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("newest");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void whatWasReadOfAnotherFileIsCorrected() throws IOException {
        // A link that was switched to another file for the reading alone leaves no trace.
        Files.writeString(file, "newer");
        watched.reader((path, remedy) -> {
            watched.reader(FileContent::read);
            return "other".getBytes(UTF_8);
        });
        watched.look();
        watched.look();
        assertThat(watched.value()).isEqualTo("other");
        watched.lookWell();

        assertThat(watched.value()).isEqualTo("newer");
    }

    private void replace(String text) throws IOException {
        Files.move(Files.writeString(folder.resolve("next"), text), file, ATOMIC_MOVE);
    }
}
