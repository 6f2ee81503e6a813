package io.registryauth.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The value that a file holds: read once at the start, and then whenever a {@link #check()} finds that the file has
 * changed. What cannot be used leaves the last good value in effect. Thread-safe.
 */
public final class ReloadingFile<T> implements Refreshed {
    /** Room for some seven million users, in bytes; a larger file is another one, or a writer that does not stop. */
    public static final long MAX_BYTES = 512L << 20;

    /** No file system has coarser times: two writes further apart than this leave different ones. */
    static final Duration SETTLING = Duration.ofMillis(2500);

    /** Until then a write may leave no trace but the content, which is compared this often. */
    static final Duration COMPARING = Duration.ofMillis(500);

    /** For how long writers may keep a file moving before it is said that nothing of it is taken. */
    static final Duration RESTLESS = Duration.ofSeconds(10);

    /** Reads a file; tests write to it meanwhile. */
    interface Reader {
        byte[] read(Path file, String remedy) throws IOException;
    }

    private final Path file;
    private final FileFormat<T> format;
    private final Reader reader;
    private final LongSupplier ticker;
    private final FailureLog failures;

    private volatile T current;
    /** Of the content that {@code current} was made from. */
    private byte[] digest;

    private Fingerprint seen;
    private long seenAt;
    private long quietAt;
    /** The state of the file that was read last, good or not; null when it could not be read. */
    private @Nullable Fingerprint read;

    private long readAt;
    private boolean settled;

    /**
     * Reads the file for the first time.
     *
     * @param clock tells when something was noticed
     * @param ticker nanoseconds that measure how much time has passed; they may begin anywhere
     * @throws IOException when it cannot be read; the message names it and says why
     * @throws InvalidFileException when its content is wrong
     */
    ReloadingFile(Path file, FileFormat<T> format, Reader reader, InstantSource clock, LongSupplier ticker)
            throws IOException, InvalidFileException {
        this.file = file;
        this.format = format;
        this.reader = reader;
        this.ticker = ticker;
        failures = new FailureLog(file, format.name(), clock, ticker);
        seenAt = quietAt = readAt = ticker.getAsLong();
        seen = read = Fingerprint.of(file);
        byte[] content = reader.read(file, format.remedy());
        digest = sha256(content);
        current = format.parse(content);
        format.loaded(null, current);
    }

    /** The value in effect: one volatile read. Whoever decides on it asks once for each decision. */
    public T current() {
        return current;
    }

    @Override
    public Optional<FileFailure> failure() {
        return Optional.ofNullable(failures.present());
    }

    /**
     * Looks at the file, and takes what has changed since. A change is taken by the second look that finds it, since a
     * writer may be half-way at the first.
     */
    @Override
    public synchronized void check() {
        try {
            look();
        } catch (RuntimeException | OutOfMemoryError e) {
            failures.failed(List.of(file + ": it cannot be loaded: " + e));
        }
    }

    private void look() {
        long now = ticker.getAsLong();
        Fingerprint found = Fingerprint.of(file);
        if (!found.equals(seen)) {
            seen = found;
            seenAt = now;
            if (now - quietAt >= RESTLESS.toNanos()) {
                failures.failed(
                        List.of(file + ": it changes all the time; replace it whole, by renaming another file"));
            }
            return;
        }
        quietAt = now;
        if (!isKnown(found, now)) {
            load(found, now);
        }
    }

    private boolean isKnown(Fingerprint found, long now) {
        if (!found.equals(read)) {
            return false;
        }
        long age = now - readAt;
        if (!settled) {
            return age < COMPARING.toNanos();
        }
        return failures.present() == null || age < FailureLog.REPEAT.toNanos();
    }

    private void load(Fingerprint before, long now) {
        read = before;
        readAt = now;
        // Counted from the first sight, not from the file's own times: another machine may have set them by its clock.
        settled = now - seenAt >= SETTLING.toNanos();
        try {
            byte[] content = reader.read(file, format.remedy());
            if (isStill(before)) {
                take(content);
            } else {
                read = null;
            }
        } catch (IOException e) {
            read = null; // what keeps a file from being read may end without a trace on the file
            if (isStill(before)) {
                failures.failed(List.of(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Whether nobody has written since; whoever has is awaited by the next looks. */
    private boolean isStill(Fingerprint before) {
        return Fingerprint.of(file).equals(before);
    }

    private void take(byte[] content) {
        byte[] found = sha256(content);
        if (!MessageDigest.isEqual(found, digest)) {
            T before = current;
            T value;
            try {
                value = format.parse(content);
            } catch (InvalidFileException e) {
                failures.failed(e.problems());
                return;
            }
            current = value;
            digest = found;
            format.loaded(before, value);
        }
        failures.recovered();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
