package io.registryauth.login;

import java.util.HashMap;
import java.util.Map;

/**
 * The places of a queue, of which no client may take so many that others find none: for each that it holds, some must be
 * free. So one client alone gets a part, several get smaller ones, and who holds none gets the last. Only who holds a place
 * is remembered. Thread-safe.
 */
final class Places {
    private final int all;
    private final int freeForEach;
    private final Map<String, Integer> held = new HashMap<>();
    private int taken;

    /**
     * Sets the bounds.
     *
     * @param all how many there are
     * @param freeForEach how many must be free for each that a client holds before it takes another; with 1, one client
     *     alone gets half of all, with 0 it may take all
     */
    Places(int all, int freeForEach) {
        this.all = all;
        this.freeForEach = freeForEach;
    }

    /** Takes a place, which {@link #leave} gives back; false where there is none for this client. */
    synchronized boolean take(String client) {
        if ((long) held.getOrDefault(client, 0) * freeForEach >= all - taken) {
            return false;
        }
        held.merge(client, 1, Integer::sum);
        taken++;
        return true;
    }

    synchronized void leave(String client) {
        held.computeIfPresent(client, (unused, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    synchronized int taken() {
        return taken;
    }
}
