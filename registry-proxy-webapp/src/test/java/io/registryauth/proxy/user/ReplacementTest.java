package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacementTest {
    @TempDir
    Path folder;

    private Path users;
    private Path draft;

    @BeforeEach
    void name() {
        users = folder.resolve("users");
        draft = Replacement.draftOf(users);
    }

    @Test
    void aFileThatIsMadeIsForItsOwnerAlone() throws Exception {
        replace(new Replacement(), "new");

        assertThat(users).hasContent("new");
        assertThat(mode(users)).isEqualTo("rw-------");
        assertThat(draft).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "r--------"})
    void aFileKeepsItsMode(String mode) throws Exception {
        Files.writeString(users, "old");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString(mode));

        replace(new Replacement(), "new");

        assertThat(users).hasContent("new");
        assertThat(mode(users)).isEqualTo(mode);
    }

    @Test
    void theNewContentIsWholeWhenItComesToCount() throws Exception {
        Files.writeString(users, "old");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r-----"));

        replace(
                new Replacement((from, to) -> {
                    assertThat(from).hasContent("new").hasParent(folder);
                    assertThat(mode(from)).isEqualTo("rw-r-----");
                    assertThat(to).hasContent("old");
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                }),
                "new");

        assertThat(users).hasContent("new");
    }

    @Test
    void aLinkInTheDraftsPlaceGivesNothingAway() throws Exception {
        Files.writeString(users, "old");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path other = Files.writeString(folder.resolve("other"), "secret");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(draft, other);

        assertThatThrownBy(() -> Replacement.copyAttributes(users, draft)).isInstanceOf(IOException.class);
        assertThat(mode(other)).isEqualTo("rw-------");
    }

    @Test
    void whereTheFileCannotBeReplacedItStaysAndNoDraftIsLeft() throws Exception {
        Files.writeString(users, "old");
        Replacement busy = new Replacement((from, to) -> {
            throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
        });

        assertThatThrownBy(() -> replace(busy, "new"))
                .isInstanceOf(IOException.class)
                .hasMessage("it cannot be replaced (Device or resource busy); where it is mounted by itself, as into a"
                        + " container, change it where it comes from, or mount its folder");
        assertThat(users).hasContent("old");
        assertThat(draft).doesNotExist();
    }

    @Test
    void whatFailsBeforeItCountsLeavesTheFileAsItWas() throws Exception {
        Files.writeString(users, "old");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r-----"));

        try (LockFile lock = LockFile.acquire(users, Duration.ZERO)) {
            assertThatThrownBy(() -> new Replacement().replace(lock, new byte[] {'x'}, () -> {
                        assertThat(mode(draft)).isEqualTo("rw-r-----"); // nothing but the move is left
                        throw new IOException("cannot be told");
                    }))
                    .hasMessage("cannot be told");
        }

        assertThat(users).hasContent("old");
        assertThat(draft).doesNotExist();
    }

    @Test
    void aFolderInTheDraftsPlaceIsNamed() throws Exception {
        Files.writeString(users, "old");
        Files.createDirectories(draft.resolve("somebody's"));

        assertThatThrownBy(() -> replace(new Replacement(), "new"))
                .isInstanceOf(IOException.class)
                .hasMessage("a folder that is not empty stands where its new content is to be made; move " + draft
                        + " away");
        assertThat(users).hasContent("old");
        assertThat(draft.resolve("somebody's")).exists();
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws Exception {
        Files.writeString(draft, "half of");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-rw-rw-"));

        replace(new Replacement(), "new");

        assertThat(users).hasContent("new");
        assertThat(mode(users)).isEqualTo("rw-------");
        assertThat(draft).doesNotExist();
    }

    @Test
    void aLinkInTheDraftsPlaceIsNotFollowed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(draft, precious);

        replace(new Replacement(), "new");

        assertThat(precious).hasContent("precious");
        assertThat(users).hasContent("new").isRegularFile();
        assertThat(Files.isSymbolicLink(users)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"before, old", "after, new"})
    void aProcessThatIsKilledLeavesTheOldFileOrTheNew(String moment, String content) throws Exception {
        Files.writeString(users, "old");

        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        users.toString(),
                        moment)
                .inheritIO()
                .start();
        assertThat(killed.waitFor()).isEqualTo(Killed.EXIT);

        assertThat(users).hasContent(content);
        replace(new Replacement(), "next");
        assertThat(users).hasContent("next");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(users, LockFile.pathFor(users));
        }
    }

    /** A process that dies before the new content counts, or right after. */
    static final class Killed {
        static final int EXIT = 137;

        public static void main(String[] args) throws Exception {
            replace(
                    Path.of(args[0]),
                    new Replacement((from, to) -> {
                        if (args[1].equals("after")) {
                            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                        }
                        Runtime.getRuntime().halt(EXIT);
                    }),
                    "new");
        }
    }

    private void replace(Replacement replacement, String content) throws IOException {
        replace(users, replacement, content);
    }

    private static void replace(Path users, Replacement replacement, String content) throws IOException {
        try (LockFile lock = LockFile.acquire(users, Duration.ZERO)) {
            replacement.replace(lock, content.getBytes(StandardCharsets.UTF_8), () -> {});
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
