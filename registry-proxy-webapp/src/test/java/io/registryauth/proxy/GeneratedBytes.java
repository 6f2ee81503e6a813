package io.registryauth.proxy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that differ from block to block and are nowhere held together. */
public final class GeneratedBytes extends InputStream {
    private static final byte[] BLOCK =
            "0123456789abcdefghijklmnopqrstuvwxyz".repeat(1009).getBytes(StandardCharsets.US_ASCII);

    private final long length;
    private long position;

    public GeneratedBytes(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
        if (position == length) {
            return -1;
        }
        int start = (int) (position / 4096 % (BLOCK.length - 8192));
        int read = (int) Math.min(Math.min(count, 4096 - position % 4096), length - position);
        System.arraycopy(BLOCK, start + (int) (position % 4096), buffer, offset, read);
        position += read;
        return read;
    }
}
