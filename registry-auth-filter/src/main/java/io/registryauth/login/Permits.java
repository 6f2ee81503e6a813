package io.registryauth.login;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many requests do something costly at once, and how many others wait, for that or for its outcome: each of them
 * holds a thread. Who came first goes first. Thread-safe.
 */
final class Permits {
    private final Semaphore permits;
    private final Places places;
    private final long maxWaitNanos;

    /**
     * Sets the bounds.
     *
     * @param permits how many may act at once
     * @param places those of who waits
     * @param maxWait how long each may wait
     */
    Permits(int permits, Places places, Duration maxWait) {
        this.permits = new Semaphore(permits, true);
        this.places = places;
        this.maxWaitNanos = maxWait.toNanos();
    }

    /** Something that a request waits for, no longer than the time that is left to it. */
    @FunctionalInterface
    interface Event {
        /** Whether it happened in time. */
        boolean await(long nanos) throws InterruptedException;
    }

    /**
     * Takes a permit, which {@link #release()} gives back; false at once where no place is left to wait for one.
     *
     * @param client whose place it would be
     */
    boolean acquire(String client) {
        // a fair semaphore lets nobody pass with a timed attempt, not even one of no time
        return await(nanos -> permits.tryAcquire(0, TimeUnit.NANOSECONDS), 0)
                || waitFor(client, nanos -> permits.tryAcquire(nanos, TimeUnit.NANOSECONDS));
    }

    void release() {
        permits.release();
    }

    /** Waits for an event; false where there is no place left to wait, or the event did not happen in time. */
    boolean waitFor(String client, Event event) {
        if (!places.take(client)) {
            return false;
        }
        try {
            return await(event, maxWaitNanos);
        } finally {
            places.leave(client);
        }
    }

    /** How many wait at the moment. */
    int waiting() {
        return places.taken();
    }

    private static boolean await(Event event, long nanos) {
        try {
            return event.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
