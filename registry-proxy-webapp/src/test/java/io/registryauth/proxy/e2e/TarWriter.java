package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/** Writes regular files in the ustar format, all with the same owner and time, to a stream that it does not close. */
final class TarWriter {

    private static final int BLOCK = 512;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** How long an archive is that holds one file of that size. */
    static long lengthWith(long size) {
        return BLOCK + size + padding(size) + 2 * BLOCK;
    }

    void add(String name, byte[] content) throws IOException {
        begin(name, content.length);
        out.write(content);
        end(content.length);
    }

    /** Writes a file's header; its content follows on the stream, then {@link #end}. */
    void begin(String name, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte value : header) {
            sum += Byte.toUnsignedInt(value);
        }
        put(header, 148, String.format("%06o\0", sum));
        out.write(header);
    }

    void end(long size) throws IOException {
        out.write(new byte[padding(size)]);
    }

    /** Writes what marks the end of the archive. */
    void finish() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private static int padding(long size) {
        return (int) Math.floorMod(-size, (long) BLOCK);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
