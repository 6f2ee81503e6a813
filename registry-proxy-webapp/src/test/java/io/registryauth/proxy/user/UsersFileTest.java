package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UsersFileTest {
    @TempDir
    private Path folder;

    private UsersFile usersFile(Path path) {
        return new UsersFile(path, Duration.ofSeconds(50), new Replacement());
    }

    @Test
    void aLinkThatIsSwitchedWhileACommandWaitsLosesNobody() throws Exception {
        Path before = Files.writeString(folder.resolve("before"), "# one\n");
        Path after = Files.writeString(folder.resolve("after"), "# two\n");
        Path link = Files.createSymbolicLink(folder.resolve("users"), before);
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread command = new Thread(() -> {
            try {
                usersFile(link).change(users -> new UsersText(users.text() + "# new\n"));
            } catch (CommandException e) {
                failure.set(e);
            }
        });
        try (LockFile held = LockFile.acquire(before.toRealPath(), Duration.ofSeconds(5))) {
            assertThat(held.usersFile()).exists();
            command.start();
            await().until(() -> command.getState() == Thread.State.TIMED_WAITING); // for the lock
            Path next = Files.createSymbolicLink(folder.resolve("next"), after);
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        }
        command.join();

        assertThat(failure.get()).hasMessageContaining("a link led elsewhere meanwhile");
        assertThat(before).hasContent("# one");
        assertThat(after).hasContent("# two");
    }

    @Test
    void whatIsFarTooLargeIsNotRead() throws Exception {
        Path huge = folder.resolve("users");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(3L << 30); // without a block on the disk
        }

        assertThatThrownBy(() -> usersFile(huge).read())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("larger than any users file");
    }
}
