package io.registryauth.examples.benchmark.blob;

import java.io.IOException;
import java.util.Locale;

/**
 * What stands before a body.
 *
 * @param start the first line
 * @param length of the body, in bytes
 */
record Head(String start, long length) {

    /**
     * Takes a head apart.
     *
     * @throws IOException when the body has no length of its own
     */
    static Head parse(String text) throws IOException {
        String[] lines = text.split("\r\n", -1);
        long length = 0;
        for (String line : lines) {
            String[] field = line.toLowerCase(Locale.ROOT).split(": *", 2);
            if (field[0].equals("content-length")) {
                length = Long.parseLong(field[1]);
            } else if (field[0].equals("transfer-encoding")) {
                throw new IOException("a body without a length: " + lines[0]);
            }
        }
        return new Head(lines[0], length);
    }

    /** A word of the first line. */
    String word(int index) {
        return start.split(" ", -1)[index];
    }
}
