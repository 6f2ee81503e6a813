package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Passes connections on to a registry, and can die in the middle of an answer, as if the registry were killed. */
final class Relay implements AutoCloseable {

    /** Sees what clients send before it is passed on, on the thread of each connection. */
    interface Tap {
        void see(byte[] bytes, int length) throws IOException;
    }

    private static final Tap NOTHING = (bytes, length) -> {};

    private final int registry;
    private final Tap tap;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong left = new AtomicLong();

    private volatile ServerSocket server;

    /** Passes connections on to a port of 127.0.0.1. */
    Relay(int registry) throws IOException {
        this(registry, NOTHING);
    }

    Relay(int registry, Tap tap) throws IOException {
        this.registry = registry;
        this.tap = tap;
        this.server = listen(0);
        this.port = server.getLocalPort();
        revive();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Dies once it has passed so many more bytes of answers on. */
    void dieAfter(long bytes) {
        left.set(bytes);
    }

    boolean isDead() {
        return server.isClosed();
    }

    /** Lives, until it is told when to die. */
    void revive() throws IOException {
        left.set(Long.MAX_VALUE);
        if (server.isClosed()) {
            server = listen(port);
        }
        ServerSocket listening = server;
        threads.execute(() -> accept(listening));
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), registry);
                sockets.add(client);
                sockets.add(there);
                threads.execute(() -> pass(client, there, tap, new AtomicLong(Long.MAX_VALUE)));
                threads.execute(() -> pass(there, client, NOTHING, left));
            }
        } catch (IOException e) {
            // dead
        }
    }

    private void pass(Socket from, Socket to, Tap tap, AtomicLong limit) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                tap.see(buffer, read);
                out.write(buffer, 0, read);
                if (limit.addAndGet(-read) <= 0) {
                    die();
                }
            }
        } catch (IOException e) {
            // one of them has gone
        }
    }

    private void die() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        die();
        threads.shutdownNow();
    }
}
