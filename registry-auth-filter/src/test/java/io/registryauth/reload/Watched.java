package io.registryauth.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file that is looked at when a test says so, at a pace and by a clock that only pretend. */
public final class Watched<T> {
    /** Between two looks. */
    private static final Duration PACE = Duration.ofMillis(200);

    /** Within this many looks a change that is complete is in effect: two see it, one may lie just before it. */
    private static final int LOOKS_TO_TAKE = 3;

    private final FakeTime time = new FakeTime();
    private final ReloadingFile<T> file;
    private ReloadingFile.Reader reader = FileContent::read;
    private int reads;

    public Watched(Path path, FileFormat<T> format) throws IOException, InvalidFileException {
        file = new ReloadingFile<>(path, format, this::read, time, time);
    }

    private byte[] read(Path path, String remedy) throws IOException {
        reads++;
        return reader.read(path, remedy);
    }

    /** Does something else than to read, from now on. */
    void reader(ReloadingFile.Reader other) {
        reader = other;
    }

    public T value() {
        return file.current();
    }

    public ReloadingFile<T> file() {
        return file;
    }

    /** What is wrong with the file; nothing when it is in effect. */
    public List<String> problems() {
        return file.failure().map(FileFailure::problems).orElse(List.of());
    }

    FileFailure failure() {
        return file.failure().orElseThrow();
    }

    public void look() {
        time.pass(PACE);
        file.check();
    }

    /** Looks as often as a change needs at most. */
    public void lookWell() {
        for (int i = 0; i < LOOKS_TO_TAKE; i++) {
            look();
        }
    }

    /** Looks all the while that the time passes. */
    void lookFor(Duration duration) {
        for (long i = 0; i < duration.dividedBy(PACE); i++) {
            look();
        }
    }

    /** How often the file was read since this was last asked. */
    int reads() {
        int since = reads;
        reads = 0;
        return since;
    }
}
