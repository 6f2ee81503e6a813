package io.registryauth.registry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 (RFC 3986, section 2.1), decoded once and strictly. */
final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * Decodes a text, which may also be none that is encoded.
     *
     * @param text ASCII alone
     * @param refused the ASCII characters that must not be encoded, since decoding them would change the text's structure
     * @param where names the text in messages, such as {@code path}
     * @throws BadRequestException when the encoding is malformed or not UTF-8, or hides a control or a refused character
     */
    static String decode(String text, String refused, String where) throws BadRequestException {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length()).append(text, 0, percent);
        int i = percent;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.append(c);
                i++;
                continue;
            }
            int end = endOfRun(text, i);
            String run = decodeRun(text, i, end, where);
            refuse(run, refused, where);
            decoded.append(run);
            i = end;
        }
        return decoded.toString();
    }

    /** Where the encoded octets that begin at {@code start} end: a character may take several of them. */
    private static int endOfRun(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '%') {
            end += 3;
        }
        return end;
    }

    private static String decodeRun(String text, int start, int end, String where) throws BadRequestException {
        ByteBuffer octets = ByteBuffer.allocate((end - start) / 3);
        for (int i = start; i < end; i += 3) {
            octets.put((byte) (digit(text, i + 1, where) << 4 | digit(text, i + 2, where)));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            throw BadRequestException.badRequest("the " + where + " has percent-encoding that is not UTF-8");
        }
    }

    private static int digit(String text, int index, String where) throws BadRequestException {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw BadRequestException.badRequest("the " + where + " has malformed percent-encoding");
        }
        return digit;
    }

    private static void refuse(String run, String refused, String where) throws BadRequestException {
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            if (Character.isISOControl(c)) {
                throw BadRequestException.badRequest("the " + where + " has an encoded control character");
            }
            if (refused.indexOf(c) >= 0) {
                throw BadRequestException.badRequest("the " + where + " has an encoded " + c);
            }
        }
    }
}
