package io.registryauth.proxy.exchange;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A client that sends what it is told to the byte, and reads HTTP/1.1 as far as it comes. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        in = new java.io.BufferedInputStream(socket.getInputStream());
    }

    /**
     * A response, or what came of one.
     *
     * @param head from the status line to the last field, each line ended; empty when nothing came
     * @param whole whether it ended as its framing demands, and not by the end of the connection
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    record Answer(String head, byte[] body, boolean whole) {
        int status() {
            return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]);
        }

        List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends nothing more, and goes on to read. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection as a client that is killed does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until an answer has begun, and leaves it to be read. */
    void awaitAnswer() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException();
        }
        in.reset();
    }

    Answer answer() throws IOException {
        return answer("GET");
    }

    /** The next response that ends an exchange: a container may give leave to send before it knows. */
    Answer finalAnswer() throws IOException {
        Answer answer = answer();
        while (answer.status() == 100) {
            answer = answer();
        }
        return answer;
    }

    /** The next response to a request of that method, or what comes of it until the connection ends. */
    Answer answer(String method) throws IOException {
        String head = readUntil("\r\n\r\n");
        if (!head.endsWith("\r\n\r\n")) {
            return new Answer(head, new byte[0], false);
        }
        Answer begun = new Answer(head, new byte[0], true);
        if (method.equals("HEAD") || begun.status() == 204 || begun.status() == 304 || begun.status() < 200) {
            return begun;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole;
        try {
            whole = begun.headers("Transfer-Encoding").contains("chunked")
                    ? readChunks(body)
                    : readLength(body, begun.headers("Content-Length"));
        } catch (IOException e) {
            whole = false;
        }
        return new Answer(head, body.toByteArray(), whole);
    }

    private boolean readChunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String line = readUntil("\r\n");
            if (line.isEmpty()) {
                return false;
            }
            int size = Integer.parseInt(line.strip(), 16);
            if (size == 0) {
                String trailer;
                do {
                    trailer = readUntil("\r\n");
                    trailers.append(trailer);
                } while (trailer.length() > 2);
                return trailer.equals("\r\n");
            }
            if (!copy(size, body) || readUntil("\r\n").isEmpty()) {
                return false;
            }
        }
    }

    private final StringBuilder trailers = new StringBuilder();

    String trailers() {
        return trailers.toString();
    }

    private boolean readLength(ByteArrayOutputStream body, List<String> length) throws IOException {
        if (length.isEmpty()) {
            in.transferTo(body);
            return true;
        }
        return copy(Long.parseLong(length.get(0)), body);
    }

    private boolean copy(long length, ByteArrayOutputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return false;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
        return true;
    }

    private String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            while (!text.toString().endsWith(end)) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                text.append((char) next);
            }
        } catch (java.net.SocketException e) {
            // broken, which is an end as well
        }
        return text.toString();
    }

    /** Whether nothing more comes: the other end has closed the connection. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
