package io.registryauth.proxy.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes connections on to a registry, and does to them what requests ask for. Thread-safe. */
final class FaultyRelay implements AutoCloseable {
    private final int registry;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Fault.Kind, Integer> struck = new EnumMap<>(Fault.Kind.class);

    private long passed;

    FaultyRelay(int registry) throws IOException {
        this.registry = registry;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket proxy = server.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), registry);
                RelayedConnection connection = new RelayedConnection(proxy, there, this);
                connections.add(connection);
                threads.execute(connection::passRequests);
                threads.execute(connection::passAnswers);
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** How many connections there are. */
    int connections() {
        return connections.size();
    }

    /** Ends all connections, as a registry that restarts does. */
    void hangUp() {
        connections.forEach(RelayedConnection::close);
    }

    /** How often each kind of fault has struck. */
    synchronized Map<Fault.Kind, Integer> struck() {
        return Map.copyOf(struck);
    }

    synchronized void strikes(Fault.Kind kind) {
        struck.merge(kind, 1, Integer::sum);
    }

    synchronized void passes(int bytes) {
        passed += bytes;
        notifyAll();
    }

    void ended(RelayedConnection connection) {
        connections.remove(connection);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until others have passed so many bytes, or the connection has ended. */
    synchronized void awaitOthers(int bytes, RelayedConnection connection) throws InterruptedException {
        long target = passed + bytes;
        while (passed < target && connections.contains(connection)) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
        threads.shutdownNow();
    }
}
