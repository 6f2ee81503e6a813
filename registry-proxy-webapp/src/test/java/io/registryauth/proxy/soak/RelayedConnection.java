package io.registryauth.proxy.soak;

import io.registryauth.proxy.soak.Fault.Direction;
import io.registryauth.proxy.soak.Fault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection of the proxy's, and the one to the registry behind it; the last request says what becomes of both. */
final class RelayedConnection implements AutoCloseable {
    /** How much passes on other connections during a stall: some operations' worth. */
    private static final int STALL = 100_000;

    private final Socket proxy;
    private final Socket registry;
    private final FaultyRelay relay;

    private Fault fault = Fault.NONE;
    private long left;

    RelayedConnection(Socket proxy, Socket registry, FaultyRelay relay) {
        this.proxy = proxy;
        this.registry = registry;
        this.relay = relay;
    }

    void passRequests() {
        pass(proxy, registry, Direction.REQUEST);
    }

    void passAnswers() {
        pass(registry, proxy, Direction.ANSWER);
    }

    private void pass(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[16 * 1024];
        boolean hangs = false;
        try (this) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (direction == Direction.REQUEST) {
                    prepare(buffer, read);
                }
                int before = before(direction, read);
                if (hangs || before == read) {
                    out.write(buffer, 0, hangs ? 0 : read);
                } else {
                    out.write(buffer, 0, before);
                    hangs = strike(buffer, before);
                    out.write(buffer, before, hangs ? 0 : read - before);
                }
                relay.passes(hangs ? 0 : read);
            }
        } catch (IOException e) {
            // one of them has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every request replaces the fault of the one before, which may not have struck. */
    private synchronized void prepare(byte[] bytes, int length) {
        Fault next = Fault.in(bytes, length);
        if (next != null) {
            fault = next;
            left = next.after();
        }
    }

    /** How many bytes pass before the fault strikes; all of them where it does not. */
    private synchronized int before(Direction direction, int length) {
        if (fault.kind() == Kind.NONE || fault.direction() != direction) {
            return length;
        }
        int before = (int) Math.min(left, length);
        left -= before;
        return before;
    }

    /** Does what the fault is, once; returns whether nothing passes any more. */
    private boolean strike(byte[] bytes, int at) throws IOException, InterruptedException {
        Kind kind;
        synchronized (this) {
            kind = fault.kind();
            fault = Fault.NONE;
        }
        relay.strikes(kind);
        switch (kind) {
            case RESET -> {
                proxy.setSoLinger(true, 0);
                registry.setSoLinger(true, 0);
                close();
            }
            case STALL -> relay.awaitOthers(STALL, this);
            case FLIP -> bytes[at] ^= 1;
            case HANG, NONE -> {}
        }
        return kind == Kind.HANG;
    }

    @Override
    public void close() {
        try (proxy;
                registry) {
            relay.ended(this);
        } catch (IOException e) {
            // closed all the same
        }
    }
}
