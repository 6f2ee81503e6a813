package io.registryauth.login;

import java.time.Duration;

/**
 * How failed logins are slowed down.
 *
 * @param free how many distinct wrong credentials carry no delay
 * @param maxDelay the longest delay
 * @param entries how many pairs of client address and user are known at most; 0 switches the throttle off
 */
public record ThrottleLimits(int free, Duration maxDelay, int entries) {
    /** Nothing is slowed down. */
    public static final ThrottleLimits OFF = new ThrottleLimits(0, Duration.ZERO, 0);
}
