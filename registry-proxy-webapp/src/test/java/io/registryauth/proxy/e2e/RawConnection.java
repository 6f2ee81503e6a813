package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client's connection, on which any bytes go out and answers are read one after the other. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /**
     * Connects.
     *
     * @param patience how long to wait for more of an answer before the server is told that nothing more comes
     */
    RawConnection(int port, Duration patience) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * A final answer.
     *
     * @param head the status line and the fields, each ended by CR and LF
     */
    record Answer(int status, String head, String body) {
        /** A field's value; null where there is no such field. */
        @Nullable
        String value(String name) {
            String prefix = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
            int start = head.toLowerCase(Locale.ROOT).indexOf(prefix);
            return start < 0
                    ? null
                    : head.substring(start + prefix.length(), head.indexOf("\r\n", start + 2))
                            .strip();
        }

        /** Whether no other answer follows on the connection. */
        boolean isLast() {
            return "close".equalsIgnoreCase(value("Connection"));
        }
    }

    /** Sends Latin-1; a server that does not take all of it may have answered all the same. */
    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // what it has answered tells
        }
        return this;
    }

    /** Sends nothing more, which the server gets to know. */
    RawConnection endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // the server has ended the connection already
        }
        return this;
    }

    /**
     * The next final answer; null where the connection ends before it is complete.
     *
     * @param method the method of the request that it answers
     */
    @Nullable
    Answer next(String method) throws IOException {
        try {
            while (true) {
                String head = head();
                int status = Integer.parseInt(head.substring(9, 12));
                if (status >= 200) {
                    boolean bodyless = method.equals("HEAD") || status == 204 || status == 304;
                    Answer begun = new Answer(status, head, "");
                    return bodyless ? begun : new Answer(status, head, body(begun));
                }
                if (status == 101) {
                    return new Answer(status, head, "");
                }
            }
        } catch (SocketTimeoutException e) {
            if (socket.isOutputShutdown()) {
                throw e;
            }
            socket.setSoTimeout(30_000);
            return endOutput().next(method);
        } catch (IOException e) {
            return null;
        }
    }

    private String body(Answer begun) throws IOException {
        String length = begun.value("Content-Length");
        if (length != null) {
            return bytes(Integer.parseInt(length));
        }
        if ("chunked".equals(begun.value("Transfer-Encoding"))) {
            StringBuilder body = new StringBuilder();
            String chunk;
            do {
                chunk = bytes(Integer.parseInt(line().strip(), 16));
                body.append(chunk);
                line();
            } while (!chunk.isEmpty());
            return body.toString();
        }
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    private String bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("ended within a body");
        }
        return new String(bytes, ISO_8859_1);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        String line;
        do {
            line = line();
            if (head.isEmpty() && !line.startsWith("HTTP/1.")) {
                // Jetty answers HEAD with a body where it cannot read the target, and ends the connection
                throw new IOException("not an answer");
            }
            head.append(line);
        } while (line.length() > 2);
        return head.toString();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new IOException("ended");
            }
            line.write(next);
        } while (next != '\n');
        return line.toString(ISO_8859_1);
    }

    /** Ends the connection as a client that is killed does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
