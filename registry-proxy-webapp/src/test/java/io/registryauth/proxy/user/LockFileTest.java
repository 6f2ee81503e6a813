package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFileTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Path users;
    private Path lockFile;

    @BeforeEach
    void name() {
        users = folder.resolve("users");
        lockFile = folder.resolve(".users.lock");
    }

    @Test
    void aSecondHolderIsToldWhoTheFirstIs() throws Exception {
        try (LockFile first = LockFile.acquire(users, Duration.ZERO)) {
            assertThat(first.usersFile()).isEqualTo(users);
            assertThatThrownBy(() -> LockFile.acquire(users, Duration.ZERO))
                    .isInstanceOf(IOException.class)
                    .hasMessage("process " + ProcessHandle.current().pid() + " is changing it and holds " + lockFile
                            + "; try again when it is done, or end it if it hangs");
        }
    }

    @Test
    void theLockIsFreeAgainAndItsFileIsForTheOwnerAlone() throws Exception {
        LockFile.acquire(users, Duration.ZERO).close();
        LockFile.acquire(users, Duration.ZERO).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondHolderWaitsForTheFirst() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> second;
        try (LockFile first = LockFile.acquire(users, Duration.ZERO)) {
            assertThat(first.usersFile()).isEqualTo(users);
            second = CompletableFuture.runAsync(() -> {
                waiting.countDown();
                acquireAndClose(LONG);
            });
            waiting.await();
            assertThat(second).isNotDone();
        }

        second.get(1, TimeUnit.MINUTES);
    }

    @Test
    void anotherProcessKeepsItAndLosesItWhenItDies() throws Exception {
        LockFile.acquire(users, Duration.ZERO).close();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        users.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> LockFile.acquire(users, Duration.ZERO))
                    .hasMessageStartingWith("process " + holder.pid() + " is changing it");
        } finally {
            holder.destroyForcibly().waitFor();
        }

        acquireAndClose(LONG);
    }

    /** A process of its own that holds the lock until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            try (LockFile lock = LockFile.acquire(Path.of(args[0]), LONG)) {
                System.out.println(lock.usersFile() == null ? "" : "held");
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void aLinkInTheLocksPlaceIsNotFollowed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(lockFile, precious);

        assertRefused();
        assertThat(precious).hasContent("precious");
    }

    @Test
    void aHardLinkInTheLocksPlaceIsNotWrittenTo() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createLink(lockFile, precious);

        assertRefused();
        assertThat(precious).hasContent("precious");
    }

    @Test
    void aFolderInTheLocksPlaceIsNamed() throws Exception {
        Files.createDirectory(lockFile);

        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> LockFile.acquire(users, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        lockFile + " is no lock that a command left there, but a link, or a file with another name as"
                                + " well, or no file; find out who put it there, and remove it");
    }

    @Test
    void whatStandsInTheLocksPlaceIsGivenToNobody() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.createFile(lockFile);
        Files.createFile(users);
        Files.setOwner(users, principal("nobody"));

        LockFile.acquire(users, Duration.ZERO).close();

        assertThat(Files.getOwner(lockFile).getName()).isEqualTo("root");
    }

    @ParameterizedTest
    @CsvSource({
        "root, 0755, ",
        "root, 1777, ",
        "root, 0775, 'run the command as root, or take the right to write there from others'",
        "root, 0757, 'run the command as root, or take the right to write there from others'",
        "nobody, 0700, run the command as nobody",
    })
    void rootChangesNothingWhereOthersMayRenameFiles(String owner, String mode, @Nullable String remedy)
            throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may write wherever it likes");
        Files.setAttribute(folder, "unix:mode", Integer.parseInt(mode, 8));
        Files.setOwner(folder, principal(owner));
        if (remedy == null) {
            LockFile.acquire(users, Duration.ZERO).close();
            assertThat(lockFile).exists();
        } else {
            assertThatThrownBy(() -> LockFile.acquire(users, Duration.ZERO))
                    .hasMessage("others than root may write in the folder " + folder
                            + ", where they could have it change another file; " + remedy);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void whatSomebodyElseWroteIntoTheLockIsNotRepeated() throws Exception {
        Files.createFile(lockFile);
        try (LockFile first = LockFile.acquire(users, Duration.ZERO)) {
            Files.writeString(lockFile, "\u001b[31mnonsense");
            assertThatThrownBy(() -> LockFile.acquire(first.usersFile(), Duration.ZERO))
                    .hasMessageStartingWith("another process is changing it");
        }
    }

    private UserPrincipal principal(String name) throws IOException {
        return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private void acquireAndClose(Duration patience) {
        try {
            LockFile.acquire(users, patience).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
