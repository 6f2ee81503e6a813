package io.registryauth.reload;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thread, the real clock and real files. */
class ReloaderIT {
    @TempDir
    Path folder;

    @AutoClose("stop")
    private final Reloader reloader = new Reloader();

    private Path file;
    private Path other;
    private ReloadingFile<String> opened;
    private ReloadingFile<String> otherOpened;

    @BeforeEach
    void open() throws Exception {
        file = Files.writeString(folder.resolve("file"), "old");
        other = Files.writeString(folder.resolve("other"), "old");
        opened = reloader.open(file, new Text());
        otherOpened = reloader.open(other, new Text());
    }

    @Test
    void changesFailuresAndRecoveriesOfEachFileAreFound() throws Exception {
        reloader.start();
        Files.move(Files.writeString(folder.resolve("next"), "new"), file, ATOMIC_MOVE);
        await().until(() -> opened.current().equals("new"));
        Files.writeString(file, "wrong");
        await().until(() -> reloader.failures().size() == 1);
        assertThat(opened.current()).isEqualTo("new");
        Files.writeString(other, "newer");
        await().until(() -> otherOpened.current().equals("newer"));
        Files.writeString(file, "right");
        await().until(() -> reloader.failures().isEmpty());

        assertThat(opened.current()).isEqualTo("right");
    }

    @Test
    void oneDaemonThreadServesAllFilesAndIsGoneAfterTheStop() throws Exception {
        assertThat(threads()).isEmpty();
        reloader.start();
        reloader.start();
        assertThat(threads()).singleElement().matches(Thread::isDaemon);
        reloader.stop();
        assertThat(threads()).isEmpty();
        reloader.stop();

        reloader.start();
        Files.writeString(file, "again");
        await().until(() -> opened.current().equals("again"));
        reloader.stop();
        assertThat(threads()).isEmpty();
    }

    @Test
    void theStopWaitsForALookThatIsUnderWay() throws Exception {
        Thread stopping = Thread.currentThread();
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        Text slow = new Text();
        ReloadingFile<String> read = reloader.open(file, slow);
        slow.meanwhile = () -> {
            underWay.countDown();
            while (stopping.getState() != Thread.State.TIMED_WAITING && !over.get()) {
                Thread.onSpinWait();
            }
        };
        reloader.start();
        Files.writeString(file, "slow");
        underWay.await();
        reloader.stop();
        String atTheEnd = read.current();
        over.set(true);

        assertThat(atTheEnd).isEqualTo("slow");
    }

    @Test
    void thereIsNoThreadWhereThereAreNoFiles() {
        Reloader idle = new Reloader();
        idle.start();

        assertThat(threads()).isEmpty();
        assertThat(idle.failures()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Reloader.THREAD))
                .toList();
    }
}
