package io.registryauth.proxy.pem;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The little of DER that it takes to turn the older formats of private keys into PKCS#8. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xa0;

    private Der() {}

    /** Encodes one element whose content is the given parts in a row. */
    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift > 0; shift -= 8) {
                element.write(length >>> shift);
            }
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /**
     * Takes the next element's content off the buffer.
     *
     * @throws PemException when the next element is not whole, or not of this tag
     */
    static ByteBuffer take(ByteBuffer buffer, int tag) throws PemException {
        try {
            if (peek(buffer) != tag) {
                throw malformed();
            }
            buffer.get();
            int length = length(buffer);
            ByteBuffer content = buffer.slice(buffer.position(), length);
            buffer.position(buffer.position() + length);
            return content;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    /** The tag of the next element; -1 at the end. */
    static int peek(ByteBuffer buffer) {
        return buffer.hasRemaining() ? buffer.get(buffer.position()) & 0xff : -1;
    }

    private static int length(ByteBuffer buffer) throws PemException {
        int first = buffer.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int bytes = first & 0x7f;
        if (bytes == 0 || bytes > 3) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | (buffer.get() & 0xff);
        }
        return length;
    }

    private static PemException malformed() {
        return new PemException("the private key is malformed");
    }
}
