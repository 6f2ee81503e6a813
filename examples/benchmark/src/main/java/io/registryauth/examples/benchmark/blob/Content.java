package io.registryauth.examples.benchmark.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** The bytes of every blob: the same at the same place, so that both sides can tell whether they got them all. */
public final class Content {
    /** The most bytes that are looked at together. */
    static final int MOST = 256 * 1024;

    /** A prime: what is lost or repeated in blocks shifts the rest. */
    private static final int PERIOD = 65_521;

    private static final ByteBuffer BYTES = bytes();

    private Content() {}

    private static ByteBuffer bytes() {
        byte[] period = new byte[PERIOD];
        new Random(PERIOD).nextBytes(period);
        ByteBuffer bytes = ByteBuffer.allocateDirect(PERIOD + MOST);
        while (bytes.hasRemaining()) {
            bytes.put(period, 0, Math.min(PERIOD, bytes.remaining()));
        }
        return bytes.flip().asReadOnlyBuffer();
    }

    /** What stands at a place, up to {@link #MOST} bytes. */
    static ByteBuffer at(long position, long length) {
        return BYTES.slice((int) (position % PERIOD), (int) Math.min(length, MOST));
    }

    /** Whether these bytes, {@link #MOST} at most, are what stands at a place. */
    static boolean matches(ByteBuffer part, long position) {
        return part.equals(at(position, part.remaining()));
    }

    /** Writes a blob into a new file. */
    public static Path write(Path file, long size) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            while (position < size) {
                position += out.write(at(position, size - position));
            }
        }
        return file;
    }
}
