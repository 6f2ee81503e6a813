package io.registryauth.proxy.user;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first line of a stream, without its line end. */
record PasswordLine(InputStream in) implements PasswordSource {
    /** More than any password has, so that a wrong file is not read for ever. */
    private static final int MAX_BYTES = 4096;

    @Override
    public char[] read(String name) throws CommandException {
        byte[] line = new byte[MAX_BYTES];
        try {
            int length = readLine(line);
            return decode(ByteBuffer.wrap(line, 0, length));
        } catch (CharacterCodingException e) {
            throw new CommandException("the password on standard input is not UTF-8 text");
        } catch (IOException e) {
            throw new CommandException("standard input cannot be read: " + e.getMessage());
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private int readLine(byte[] line) throws IOException, CommandException {
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            if (length == line.length) {
                throw new CommandException("the first line of standard input is too long for a password");
            }
            line[length++] = (byte) b;
        }
        return length;
    }

    private static char[] decode(ByteBuffer line) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(line);
        char[] password = Arrays.copyOf(text.array(), text.limit());
        Arrays.fill(text.array(), '\0');
        return password;
    }
}
