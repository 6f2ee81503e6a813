package io.registryauth.examples.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client's connection, one request after the other; it costs as little as a client can, and opens anew when need be. */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final URI server;
    private final InetAddress client;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private Duration retryAfter = Duration.ZERO;

    Connection(URI server) {
        this(server, InetAddress.getLoopbackAddress());
    }

    /** From one of this machine's own addresses. */
    Connection(URI server, InetAddress client) {
        this.server = server;
        this.client = client;
    }

    /** Sends a request, reads the answer to its end, and returns the status. */
    int get(String path, String authorization) throws IOException {
        Socket open = open();
        open.getOutputStream()
                .write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Authorization: %s\r
                \r
                """.formatted(path, server.getAuthority(), authorization).getBytes(ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        long length = 0;
        boolean closes = false;
        retryAfter = Duration.ZERO;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.toLowerCase(Locale.ROOT).split(": *", 2);
            switch (field[0]) {
                case "content-length" -> length = Long.parseLong(field[1]);
                case "connection" -> closes = field[1].equals("close");
                case "retry-after" -> retryAfter = Duration.ofSeconds(Long.parseLong(field[1]));
                case "transfer-encoding" -> throw new IOException("a body without a length");
                default -> {}
            }
        }
        in.skipNBytes(length);
        if (closes) {
            close();
        }
        return status;
    }

    /** How long the last answer asked to wait before another request. */
    Duration retryAfter() {
        return retryAfter;
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), server.getPort(), client, 0);
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
