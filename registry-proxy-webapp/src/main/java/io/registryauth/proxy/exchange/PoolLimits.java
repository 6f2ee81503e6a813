package io.registryauth.proxy.exchange;

import java.time.Duration;

/**
 * How much may be under way to the registry at once. Immutable.
 *
 * @param connections how many connections there may be; each carries one exchange at a time
 * @param queued how many requests may wait for one, which may have to be made; the next is refused at once
 * @param queueTimeout how long a request may wait for its turn, on top of the time that connecting may take
 */
record PoolLimits(int connections, int queued, Duration queueTimeout) {
    private static final int WAITING = 256;
    private static final Duration TURN = Duration.ofSeconds(30);

    PoolLimits {
        if (connections < 1 || queued < 1) {
            throw new IllegalArgumentException("needs room for one connection and one request at least");
        }
        if (queueTimeout.isZero() || queueTimeout.isNegative()) {
            throw new IllegalArgumentException("the queue timeout must be positive");
        }
    }

    /** Room in the queue for some who wait for their turn, beside all those whose connection is being made. */
    static PoolLimits of(int connections) {
        return new PoolLimits(connections, connections + WAITING, TURN);
    }
}
