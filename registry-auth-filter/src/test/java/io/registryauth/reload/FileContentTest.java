package io.registryauth.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    @TempDir
    Path folder;

    @Test
    void readsAFile() throws IOException {
        assertThat(FileContent.read(Files.write(folder.resolve("file"), new byte[] {1, 2}), ""))
                .containsExactly(1, 2);
    }

    @Test
    void aFileWithoutTheRightToReadItIsExplained() {
        // An administrator, as whom tests may run, can read every file.
        assertThat(FileContent.problem(folder, new AccessDeniedException("users.htpasswd")))
                .isEqualTo(folder + ": this process may not read it; give its user the right to");
    }

    @Test
    void aDeviceWithoutAnEndIsNotRead() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileContent.read(Path.of("/dev/zero"), ""))
                .withMessage("/dev/zero: it cannot be read: it is a pipe or a device");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path huge = huge(folder.resolve("huge"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FileContent.read(huge, ""))
                .withMessage(huge + ": it cannot be read: it has 536870913 bytes, and more than 512 MiB are not read");
    }

    /** Without a block on the disk. */
    static Path huge(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((512 << 20) + 1);
        }
        return path;
    }

    @Test
    void problemsAreBoundedHoweverLongALineIs() {
        assertThat(new InvalidFileException(List.of("p".repeat(1_000_000), "q")))
                .hasMessage("p".repeat(500) + "…\nq");
    }
}
