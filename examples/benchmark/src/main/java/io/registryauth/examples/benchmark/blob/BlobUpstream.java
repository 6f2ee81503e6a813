package io.registryauth.examples.benchmark.blob;

import static java.util.Locale.ROOT;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.JavaProgram;
import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Sends blobs from a file, as a static nginx does, and takes uploads without keeping them, which nginx cannot; a program of
 * its own, so that its processor time can be told.
 */
public final class BlobUpstream {
    private static final String BLOB = "/v2/team/app/blobs/sha256:";
    private static final int DIGEST_DIGITS = 64;
    private static final int NOT_FOUND = 404;
    private static final int HEX = 16;
    private static final int BACKLOG = 4096;

    private final FileChannel file;
    private final boolean compares;

    private BlobUpstream(FileChannel file, boolean compares) {
        this.file = file;
        this.compares = compares;
    }

    /** Listens on a port of 127.0.0.1: {@code PORT FILE COMPARES}; whoever compares takes blobs alone. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        BlobUpstream upstream = new BlobUpstream(FileChannel.open(Path.of(args[1])), Boolean.parseBoolean(args[2]));
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            while (true) {
                SocketChannel client = server.accept();
                new Thread(() -> upstream.serve(client)).start();
            }
        }
    }

    /**
     * Starts it.
     *
     * @param folder for its log
     * @param blob what its blobs are the beginnings of
     * @param compares whether it refuses uploads that are not like it
     */
    public static Front start(Path folder, Path blob, boolean compares) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Command command = JavaProgram.withManyFiles(JavaProgram.of(
                BlobUpstream.class, Integer.toString(endpoint.port()), blob.toString(), Boolean.toString(compares)));
        return Front.start(endpoint, folder, command, NOT_FOUND);
    }

    /** Where a blob of a size is: its last digits say the size. */
    public static String blob(long size) {
        return BLOB + String.format(ROOT, "%0" + DIGEST_DIGITS + "x", size);
    }

    /** Where uploads go. */
    public static String upload() {
        return "/v2/team/app/blobs/uploads/1";
    }

    private void serve(SocketChannel client) {
        try (Wire wire = Wire.from(client)) {
            for (Head head = wire.head(); head != null; head = wire.head()) {
                if (head.word(0).equals("GET")) {
                    send(wire, head.word(1));
                } else {
                    boolean taken = wire.body(head.length(), compares);
                    wire.send("HTTP/1.1 " + (taken ? "201 Created" : "400 Bad Request") + "\nContent-Length: 0");
                }
            }
        } catch (IOException e) {
            // a client that leaves early is counted where it was started
        }
    }

    private void send(Wire wire, String path) throws IOException {
        long size = path.startsWith(BLOB) ? size(path) : Long.MAX_VALUE;
        if (size > file.size()) {
            wire.send("HTTP/1.1 404 Not Found\nContent-Length: 0");
            return;
        }
        wire.send("HTTP/1.1 200 OK\nContent-Type: application/octet-stream\nContent-Length: " + size);
        long position = 0;
        while (position < size) {
            position += file.transferTo(position, size - position, wire.channel());
        }
    }

    private static long size(String path) {
        return Long.parseUnsignedLong(path.substring(path.length() - HEX), HEX);
    }
}
