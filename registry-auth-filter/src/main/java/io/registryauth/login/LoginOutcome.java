package io.registryauth.login;

import io.registryauth.spi.Identity;
import java.time.Duration;

/** What became of an attempt to log in. */
public sealed interface LoginOutcome {
    /** The credentials are genuine. */
    record Genuine(Identity identity) implements LoginOutcome {}

    /** There is no such user, or the password is another. */
    record Wrong() implements LoginOutcome {}

    /**
     * Too many wrong credentials came before; these were not looked at.
     *
     * @param delay from when on they may be tried
     */
    record Throttled(Duration delay) implements LoginOutcome {}

    /** Too many requests have credentials verified; these were not looked at. */
    record Busy() implements LoginOutcome {}
}
