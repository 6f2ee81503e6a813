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

/** A connection of HTTP/1.1, from either end. */
final class Wire implements AutoCloseable {
    private static final String END = "\r\n\r\n";
    private static final int PATIENCE_MILLIS = 60_000;

    private final SocketChannel channel;
    /** What was read and not looked at yet. */
    private final ByteBuffer buffer;

    private Wire(SocketChannel channel, ByteBuffer buffer) throws IOException {
        this.channel = channel;
        this.buffer = buffer.flip();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** The end of a server, which waits for as long as it takes, and copies nothing that the kernel does not. */
    static Wire from(SocketChannel client) throws IOException {
        return new Wire(client, ByteBuffer.allocateDirect(Content.MOST));
    }

    /** Connects to a port of this machine; reading fails where nothing comes for a minute. */
    static Wire to(int port, int bufferSize) throws IOException {
        SocketChannel server = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.socket().setSoTimeout(PATIENCE_MILLIS);
        return new Wire(server, ByteBuffer.allocate(bufferSize));
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
    @Nullable
    Head head() throws IOException {
        while (true) {
            String unread = ISO_8859_1.decode(buffer.duplicate()).toString();
            int end = unread.indexOf(END);
            if (end >= 0) {
                buffer.position(buffer.position() + end + END.length());
                return Head.parse(unread.substring(0, end));
            }
            buffer.compact();
            if (!read()) {
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
            if (!read()) {
                throw new EOFException("closed with " + most + " bytes to come");
            }
        }
        int length = (int) Math.min(Math.min(most, Content.MOST), buffer.remaining());
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return part;
    }

    /** Channels know no timeout, the streams of their sockets do. */
    private boolean read() throws IOException {
        int read;
        if (buffer.hasArray()) {
            read = channel.socket()
                    .getInputStream()
                    .read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(0, read));
        } else {
            read = channel.read(buffer);
        }
        buffer.flip();
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
