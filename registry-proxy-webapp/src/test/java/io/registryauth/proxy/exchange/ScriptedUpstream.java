package io.registryauth.proxy.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server that follows a script to the byte, one run of it for each connection. */
final class ScriptedUpstream implements AutoCloseable {
    /** What it does with a connection; the connection is closed at the end. */
    interface Script {
        void run(Connection connection) throws Exception;
    }

    /** How many connections may come before it looks. */
    private static final int BACKLOG = 1024;

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private final int port;

    private ServerSocket server;
    private ExecutorService threads;

    ScriptedUpstream(Script script) throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        threads = accept(server, script);
    }

    /** Answers every request, on connections that stay open. */
    static Script always(String response) {
        return connection -> {
            while (connection.readHead() != null) {
                connection.readBody();
                connection.write(response);
            }
        };
    }

    private ExecutorService accept(ServerSocket listening, Script script) {
        ExecutorService running = Executors.newCachedThreadPool();
        running.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    sockets.add(socket);
                    running.execute(() -> serve(socket, connections.incrementAndGet(), script));
                } catch (IOException | RejectedExecutionException e) {
                    return; // closed
                }
            }
        });
        return running;
    }

    /** Goes on with another script, where it was, as a server that was stopped and started: every connection ends. */
    void restart(Script script) throws IOException, InterruptedException {
        server.close();
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                socket.shutdownOutput();
            }
        }
        threads.shutdownNow();
        threads.awaitTermination(10, TimeUnit.SECONDS);
        close();
        server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        threads = accept(server, script);
    }

    private void serve(Socket socket, int number, Script script) {
        try (socket) {
            script.run(new Connection(socket, number, heads));
        } catch (Exception e) {
            // the other end went away, or the test is over
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int connections() {
        return connections.get();
    }

    /** The head of the next request that came, waiting for it. */
    String nextHead() throws InterruptedException {
        String head = heads.poll(20, TimeUnit.SECONDS);
        if (head == null) {
            throw new AssertionError("no request came");
        }
        return head;
    }

    int unseenHeads() {
        return heads.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        threads.shutdownNow();
    }

    /** One connection, with the requests on it. */
    static final class Connection {
        final Socket socket;
        final int number;
        private final BlockingQueue<String> heads;
        private final InputStream in;
        private final OutputStream out;
        private String head = "";

        Connection(Socket socket, int number, BlockingQueue<String> heads) throws IOException {
            this.socket = socket;
            this.number = number;
            this.heads = heads;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = new BufferedOutputStream(socket.getOutputStream());
        }

        /** The head of the next request, up to and without the empty line; null at the end. */
        @Nullable
        String readHead() throws IOException {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                text.append((char) next);
            }
            head = text.substring(0, text.length() - 2);
            heads.add(head);
            return head;
        }

        boolean isGet() {
            return head.startsWith("GET ");
        }

        /** The body of the request whose head was read, as its framing has it. */
        byte[] readBody() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            readBodyTo(body);
            return body.toByteArray();
        }

        void readBodyTo(OutputStream sink) throws IOException {
            String lower = head.toLowerCase(java.util.Locale.ROOT);
            if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) {
                int size;
                do {
                    size = Integer.parseInt(readLine(), 16);
                    copy(size, sink);
                    if (size > 0) {
                        readLine();
                    }
                } while (size > 0);
                for (String trailer = readLine(); !trailer.isEmpty(); trailer = readLine()) {
                    heads.add("trailer " + trailer);
                }
            } else if (lower.contains("\r\ncontent-length: ")) {
                copy(Long.parseLong(header("content-length")), sink);
            }
        }

        String header(String name) {
            String lower = head.toLowerCase(java.util.Locale.ROOT);
            int start = lower.indexOf("\r\n" + name + ": ") + name.length() + 4;
            return head.substring(start, head.indexOf("\r\n", start));
        }

        private void copy(long length, OutputStream sink) throws IOException {
            byte[] buffer = new byte[32768];
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                sink.write(buffer, 0, read);
                left -= read;
            }
        }

        int read() throws IOException {
            return in.read();
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            int next;
            while ((next = in.read()) != '\n') {
                if (next < 0) {
                    throw new EOFException();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        /** What is written there is sent when its buffer is full, or with the next text. */
        OutputStream output() {
            return out;
        }

        void write(String text) {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until nothing more has come for a while, and reads none of it. */
        void awaitPause() {
            AtomicInteger before = new AtomicInteger(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> before.getAndSet(in.available()) == before.get());
        }

        /** Waits until the other end closes. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // nothing more is of interest
            }
        }
    }
}
