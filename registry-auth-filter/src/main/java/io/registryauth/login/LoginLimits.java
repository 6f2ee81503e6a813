package io.registryauth.login;

import java.time.Duration;

/**
 * What logging in may cost.
 *
 * @param ttl how long genuine credentials are remembered; zero remembers none
 * @param remembered how many genuine credentials are remembered at most
 * @param permits how many requests may have credentials verified at once, 1 at least
 * @param queue how many requests may wait for that
 * @param maxWait how long each of them may wait
 */
public record LoginLimits(Duration ttl, int remembered, int permits, int queue, Duration maxWait) {}
