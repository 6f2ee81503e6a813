package io.registryauth.proxy.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the next part of a registry's answer, or gives up on it, on whatever threads that comes. Thread-safe.
 *
 * <p>Jetty's receiver keeps the buffer that it reads into while nobody asks it for more, and does not give it back when it is
 * aborted then. So it is always asked once more before; whoever gives up closes the connection first and drops what comes.
 */
final class Demand implements Runnable {
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
    private final AtomicInteger asking = new AtomicInteger();
    private volatile @Nullable Runnable abort;

    /** A part has come; whoever wants the next one will ask for it in this way, once. */
    void offer(Runnable demander) {
        next.set(demander);
    }

    /** Asks for the next part, unless somebody has. */
    @Override
    public void run() {
        asking.incrementAndGet();
        try {
            ask();
        } finally {
            if (asking.decrementAndGet() == 0) {
                abortIfGivenUp();
            }
        }
    }

    /** Gives up, as soon as nobody is asking. The action may be run more than once. */
    void giveUp(Runnable abortion) {
        abort = abortion;
        run();
    }

    private void ask() {
        Runnable demander = next.getAndSet(null);
        if (demander != null) {
            demander.run();
        }
    }

    private void abortIfGivenUp() {
        Runnable abortion = abort;
        if (abortion != null) {
            ask();
            abortion.run();
        }
    }
}
