package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of a registry, keeps every byte that reaches it, and reads them as HTTP/1.1 by the letter: where there
 * are two ways to read them, or none, the arrival has a flaw. It answers 200, and names in {@code X-Reached} what it answers.
 */
final class RecordingUpstream implements AutoCloseable {
    private static final Pattern REQUEST_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/1\\.1");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,7}");

    /** How an arrival says where its body ends. */
    enum Framing {
        NO_BODY,
        LENGTH,
        CHUNKS
    }

    /** A field of a head or of a trailer. */
    record Field(String name, String value) {
        String lowerName() {
            return name.toLowerCase(Locale.ROOT);
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /**
     * What came as one request.
     *
     * @param bytes all of it, octet by octet
     * @param whole whether it came to its end
     * @param flaw what is wrong with it; null where nothing is
     */
    record Arrival(
            String bytes,
            String method,
            String target,
            List<Field> fields,
            Framing framing,
            String body,
            List<Field> trailers,
            boolean whole,
            @Nullable String flaw) {

        List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.is(name))
                    .map(Field::value)
                    .toList();
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    RecordingUpstream() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Everything that has come so far, in the order of its ends. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The next one that has come; null where none has. */
    @Nullable
    Arrival poll() {
        return arrivals.poll();
    }

    void forget() {
        arrivals.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                Arrival arrival = new Reader(in).read();
                if (arrival == null) {
                    return;
                }
                arrivals.add(arrival);
                goesOn = arrival.whole && arrival.flaw == null;
                if (goesOn) {
                    socket.getOutputStream().write(answer(arrival).getBytes(ISO_8859_1));
                }
            }
        } catch (IOException e) {
            // the other end is gone, or the test is over
        } finally {
            sockets.remove(socket);
        }
    }

    private static String answer(Arrival arrival) {
        String content = arrival.method.equals("HEAD") ? "" : "ok";
        return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Reached: " + arrival.method + " " + arrival.target
                + "\r\n\r\n" + content;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** What is wrong with the bytes. */
    private static final class FlawException extends IOException {
        private static final long serialVersionUID = 1L;

        FlawException(String flaw) {
            super(flaw);
        }
    }

    /** Reads one request. */
    private static final class Reader {
        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Field> fields = new ArrayList<>();
        private final List<Field> trailers = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private String method = "";
        private String target = "";
        private Framing framing = Framing.NO_BODY;

        Reader(InputStream in) {
            this.in = in;
        }

        @Nullable
        Arrival read() {
            try {
                readHead();
                readBody();
                return arrival(true, null);
            } catch (FlawException e) {
                return arrival(false, e.getMessage());
            } catch (IOException e) {
                return bytes.size() == 0 ? null : arrival(false, null);
            }
        }

        private Arrival arrival(boolean whole, @Nullable String flaw) {
            return new Arrival(
                    bytes.toString(ISO_8859_1),
                    method,
                    target,
                    fields,
                    framing,
                    body.toString(ISO_8859_1),
                    trailers,
                    whole,
                    flaw);
        }

        private void readHead() throws IOException {
            Matcher requestLine = match(REQUEST_LINE, line());
            method = requestLine.group(1);
            target = requestLine.group(2);
            readFields(fields);
            List<Field> lengths =
                    fields.stream().filter(field -> field.is("Content-Length")).toList();
            List<Field> encodings = fields.stream()
                    .filter(field -> field.is("Transfer-Encoding"))
                    .toList();
            if (lengths.size() + encodings.size() > 1) {
                throw new FlawException("framed in more than one way");
            }
            if (fields.stream().filter(field -> field.is("Host")).count() != 1) {
                throw new FlawException("not of one host");
            }
            if (!lengths.isEmpty()) {
                match(LENGTH, lengths.get(0).value());
                framing = Framing.LENGTH;
            } else if (!encodings.isEmpty()) {
                match(Pattern.compile("chunked"), encodings.get(0).value());
                framing = Framing.CHUNKS;
            }
        }

        private void readFields(List<Field> to) throws IOException {
            for (String line = line(); !line.isEmpty(); line = line()) {
                Matcher field = match(FIELD, line);
                to.add(new Field(field.group(1), field.group(2)));
            }
        }

        private void readBody() throws IOException {
            if (framing == Framing.LENGTH) {
                copy(Integer.parseInt(valueOf("Content-Length")));
            } else if (framing == Framing.CHUNKS) {
                int size;
                do {
                    size = Integer.parseInt(match(CHUNK, line()).group(), 16);
                    copy(size);
                    if (size > 0) {
                        match(Pattern.compile(""), line());
                    }
                } while (size > 0);
                readFields(trailers);
            }
        }

        private String valueOf(String name) {
            return fields.stream()
                    .filter(field -> field.is(name))
                    .findFirst()
                    .orElseThrow()
                    .value();
        }

        private void copy(int length) throws IOException {
            for (int i = 0; i < length; i++) {
                body.write(next());
            }
        }

        private int next() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
            return next;
        }

        /** A line without its CR and LF, neither of which stands in it alone. */
        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int next = next();
                if (next == '\r') {
                    if (next() != '\n') {
                        throw new FlawException("a CR alone");
                    }
                    return line.toString();
                }
                if (next == '\n') {
                    throw new FlawException("an LF alone");
                }
                line.append((char) next);
            }
        }

        private static Matcher match(Pattern pattern, String text) throws FlawException {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                throw new FlawException("not " + pattern + ": " + text);
            }
            return matcher;
        }
    }
}
