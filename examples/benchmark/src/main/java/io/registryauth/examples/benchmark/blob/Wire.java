package io.registryauth.examples.benchmark.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/1.1, from either end; it copies nothing that the kernel does not. */
final class Wire implements AutoCloseable {
    private static final String END = "\r\n\r\n";

    private final SocketChannel channel;
    /** What was read and not looked at yet. */
    private final ByteBuffer buffer;

    Wire(SocketChannel channel, int bufferSize) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        buffer = ByteBuffer.allocateDirect(bufferSize).flip();
    }

    /** Connects to a port of this machine. */
    static Wire to(int port, int bufferSize) throws IOException {
        return new Wire(
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), bufferSize);
    }

    SocketChannel channel() {
        return channel;
    }

    void send(String head) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((head.strip().replace("\n", "\r\n") + END).getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Sends a blob as a body. */
    void sendBlob(long size) throws IOException {
        long position = 0;
        while (position < size) {
            position += channel.write(Content.at(position, size - position));
        }
    }

    /** The next head, or null where the other side closed after the last body. */
    @Nullable Head head() throws IOException {
        while (true) {
            String unread = ISO_8859_1.decode(buffer.duplicate()).toString();
            int end = unread.indexOf(END);
            if (end >= 0) {
                buffer.position(buffer.position() + end + END.length());
                return Head.parse(unread.substring(0, end));
            }
            buffer.compact();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                if (buffer.hasRemaining()) {
                    throw new EOFException("closed within a head");
                }
                return null;
            }
        }
    }

    /** The head of an answer, which must come. */
    Head answer() throws IOException {
        Head head = head();
        if (head == null) {
            throw new EOFException("closed without an answer");
        }
        return head;
    }

    /** Reads a body to its end, and says whether it is a blob, where that is to be looked at. */
    boolean body(long length, boolean compared) throws IOException {
        boolean same = true;
        long position = 0;
        while (position < length) {
            ByteBuffer part = part(length - position);
            same &= !compared || Content.matches(part, position);
            position += part.remaining();
        }
        return same;
    }

    private ByteBuffer part(long most) throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("closed with " + most + " bytes to come");
            }
        }
        int length = (int) Math.min(Math.min(most, Content.MOST), buffer.remaining());
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return part;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
