package io.registryauth.reload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file that holds text in UTF-8, with or without a byte order mark. */
public final class Utf8Lines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Lines() {}

    /** Is told of each line. */
    public interface Reader {
        /**
         * Takes a line.
         *
         * @param number from 1
         * @param text without the line feed that ends it
         */
        void line(int number, String text);
    }

    /** Passes on each line of a file but those that are not UTF-8, which are problems. */
    public static void read(byte[] content, FileProblems problems, Reader reader) {
        int number = 0;
        int start = start(content);
        while (start < content.length) {
            int end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            number++;
            // Files of blank lines alone are read as well, and each text would cost more than its line.
            String text = end == start ? "" : new String(content, start, end - start, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) < 0 || isExactly(text, content, start, end)) {
                reader.line(number, text);
            } else {
                problems.add(number, "not UTF-8 text; save the file as UTF-8");
            }
            start = end + 1;
        }
    }

    /** The whole text of a file, whose lines have been found to be UTF-8. */
    public static String text(byte[] content) {
        int start = start(content);
        return new String(content, start, content.length - start, StandardCharsets.UTF_8);
    }

    /** Where the text begins: behind a byte order mark. */
    private static int start(byte[] content) {
        int mark = BYTE_ORDER_MARK.length;
        return content.length >= mark && Arrays.equals(content, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
    }

    /** Tells a replacement character that stands in the file from one that stands for bytes that are not UTF-8. */
    private static boolean isExactly(String text, byte[] content, int start, int end) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, 0, bytes.length, content, start, end);
    }
}
