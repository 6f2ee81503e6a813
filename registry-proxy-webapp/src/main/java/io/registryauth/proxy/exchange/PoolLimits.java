package io.registryauth.proxy.exchange;

import java.time.Duration;

/**
 * How much may be under way to the registry at once. Immutable.
 *
 * @param connections how many connections there may be; each carries one exchange at a time
 * @param queued how many requests may wait for one; the next is refused at once
 * @param queueTimeout how long a request may wait for its turn, on top of the time that connecting may take
 */
record PoolLimits(int connections, int queued, Duration queueTimeout) {
    /** The queue also holds those whose connection is being made. */
    static final PoolLimits DEFAULT = new PoolLimits(512, 256, Duration.ofSeconds(30));

    PoolLimits {
        if (connections < 1 || queued < 1) {
            throw new IllegalArgumentException("needs room for one connection and one request at least");
        }
        if (queueTimeout.isZero() || queueTimeout.isNegative()) {
            throw new IllegalArgumentException("the queue timeout must be positive");
        }
    }
}
