package io.registryauth.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files and, while it is started, keeps their values current on one daemon thread. Thread-safe. */
public final class Reloader {
    static final String THREAD = "registry-auth-reload";

    /** Two looks and the reading lie well within a second. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Reloader.class);

    private final List<Refreshed> values = new CopyOnWriteArrayList<>();
    private @Nullable Looks looks;

    /**
     * Reads a file, which is looked at from then on.
     *
     * @throws IOException when it cannot be read; the message names it and says why
     * @throws InvalidFileException when its content is wrong
     */
    public <T> ReloadingFile<T> open(Path file, FileFormat<T> format) throws IOException, InvalidFileException {
        ReloadingFile<T> opened =
                new ReloadingFile<>(file, format, FileContent::read, InstantSource.system(), System::nanoTime);
        values.add(opened);
        return opened;
    }

    /**
     * Makes a value of two others, which have been opened before, and makes it anew whenever one of them has changed.
     *
     * @param file the one of the two that is called broken where they do not fit together
     * @throws InvalidFileException when they do not fit together
     */
    public <A, B, T> Combined<A, B, T> combine(
            Path file,
            Supplier<? extends A> first,
            Supplier<? extends B> second,
            Combined.Combination<A, B, T> combination)
            throws InvalidFileException {
        Combined<A, B, T> combined =
                new Combined<>(file, first, second, combination, InstantSource.system(), System::nanoTime);
        values.add(combined);
        return combined;
    }

    /** Begins to look at the files; does nothing when it does so already, or when there are none. */
    public synchronized void start() {
        if (looks == null && !values.isEmpty()) {
            CountDownLatch end = new CountDownLatch(1);
            Thread thread = new Thread(() -> run(end), THREAD);
            thread.setDaemon(true);
            thread.start();
            looks = new Looks(thread, end);
        }
    }

    /** Ends the looks, and waits five seconds at most for one that is under way; they may be started again. */
    public synchronized void stop() {
        if (looks != null) {
            looks.end().countDown();
            try {
                looks.thread().join(STOP_LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            looks = null;
        }
    }

    /** The files of which the last good value is in effect, and why. */
    public List<FileFailure> failures() {
        return values.stream().map(Refreshed::failure).flatMap(Optional::stream).toList();
    }

    private void run(CountDownLatch end) {
        try {
            while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                values.forEach(Reloader::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(Refreshed value) {
        try {
            value.check();
        } catch (RuntimeException | Error e) {
            // Whatever it was, the next look must take place.
            log.atError().setCause(e).log("reload-failed");
        }
    }

    /** What runs from a start to its stop. */
    private record Looks(Thread thread, CountDownLatch end) {}
}
