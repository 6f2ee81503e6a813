package io.registryauth.proxy.exchange;

/**
 * How much goes on in one turn of a thread that never waits: then others have their turn with it, as connections of clients and to
 * the registry share such threads. One body's alone; whoever moves that, one after the other, counts.
 */
final class Quantum {
    /** What smaller pieces count for, in bytes: each takes a thread as long as so many bytes. */
    private static final int LEAST = 1024;

    private final int bytes;
    private int used;

    /**
     * Makes one.
     *
     * @param bytes how many are a turn
     */
    Quantum(int bytes) {
        this.bytes = bytes;
    }

    /** Counts a piece that went on. */
    void use(int length) {
        used += Math.max(length, LEAST);
    }

    boolean isUsedUp() {
        return used >= bytes;
    }

    /** Begins a new turn: somebody had to be waited for, or another thread goes on. */
    void renew() {
        used = 0;
    }
}
