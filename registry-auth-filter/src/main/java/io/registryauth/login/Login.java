package io.registryauth.login;

import com.github.benmanes.caffeine.cache.Ticker;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs users in around any {@link Authenticator}: known credentials pass at once; others pass the throttle, share the
 * verification of equal ones that is under way, and wait for a permit. Credentials are known where they were verified: for
 * another client network they are not, or a guesser would hear of the right one at once, throttled or not. Thread-safe. It
 * keeps no password.
 */
public final class Login {
    private static final Logger log = LoggerFactory.getLogger(Login.class);

    /** One client network may take half of the queue, and the last places are for those who have none. */
    private static final int FREE_FOR_EACH = 1;

    private final Authenticator authenticator;
    private final SecretDigests digests = new SecretDigests();
    private final KnownCredentials known;
    private final Throttle throttle;
    private final Permits permits;
    private final Permits renewals;
    private final SingleFlight flights = new SingleFlight();
    private final BusyLog busyLog;

    public Login(Authenticator authenticator, LoginLimits limits, ThrottleLimits throttle) {
        this(authenticator, limits, throttle, System::nanoTime);
    }

    Login(Authenticator authenticator, LoginLimits limits, ThrottleLimits throttle, LongSupplier nanoTime) {
        Ticker ticker = nanoTime::getAsLong;
        this.authenticator = authenticator;
        this.known = new KnownCredentials(authenticator, limits.ttl(), limits.remembered(), ticker);
        this.busyLog = new BusyLog(nanoTime);
        this.throttle = new Throttle(throttle, nanoTime);
        this.permits = new Permits(limits.permits(), new Places(limits.queue(), FREE_FOR_EACH), limits.maxWait());
        // one more, so that no storm of strangers keeps those out who were in a moment ago
        this.renewals = new Permits(1, new Places(limits.queue(), 0), limits.maxWait());
    }

    /**
     * Finds out whether credentials are genuine. It may wait for as long as the limits say, and for the authenticator.
     *
     * @param clientAddress where they come from
     * @throws AuthenticationException when the authenticator could not tell
     */
    public LoginOutcome login(Credentials credentials, String clientAddress) throws AuthenticationException {
        String network = ClientNetwork.of(clientAddress);
        SecretDigest place = digests.of(network, credentials.user(), credentials.password());
        Identity identity = known.find(credentials.user(), place);
        if (identity != null) {
            return new LoginOutcome.Genuine(identity);
        }
        SecretDigest source = digests.of(network, credentials.user());
        LoginOutcome outcome = throttled(credentials, network, place, source);
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            logDelay(throttle.tellOfRefusals(source), credentials.user(), clientAddress, throttled.delay());
        }
        return outcome;
    }

    private static void logDelay(int refused, String user, String clientAddress, Duration delay) {
        if (refused > 0) {
            log.atWarn()
                    .addKeyValue("user", user)
                    .addKeyValue("address", clientAddress)
                    .addKeyValue("count", refused)
                    .addKeyValue("ms", delay.toMillis())
                    .log("login-delayed");
        }
    }

    private LoginOutcome throttled(Credentials credentials, String network, SecretDigest place, SecretDigest source)
            throws AuthenticationException {
        SecretDigest digest = digests.of(credentials.user(), credentials.password());
        Duration delay = throttle.begin(source, digest);
        if (!delay.isZero()) {
            return new LoginOutcome.Throttled(delay);
        }
        Permits turn = known.wasGenuine(credentials.user(), place) ? renewals : permits;
        LoginOutcome outcome = new LoginOutcome.Busy();
        try {
            outcome = flights.share(digest, network, turn, () -> verified(credentials, network, place, turn));
            if (outcome instanceof LoginOutcome.Busy) {
                busyLog.turnedAway();
            }
            return outcome;
        } finally {
            if (outcome instanceof LoginOutcome.Genuine) {
                throttle.succeeded(source);
            } else if (outcome instanceof LoginOutcome.Wrong) {
                throttle.failed(source, digest);
            } else {
                throttle.undecided(source, digest);
            }
        }
    }

    private LoginOutcome verified(Credentials credentials, String network, SecretDigest place, Permits turn)
            throws AuthenticationException {
        // another request may have had them verified since this one looked
        Identity identity = known.find(credentials.user(), place);
        if (identity != null) {
            return new LoginOutcome.Genuine(identity);
        }
        if (!turn.acquire(network)) {
            return new LoginOutcome.Busy();
        }
        try {
            Optional<Authentication> verdict = authenticator.authenticate(credentials);
            verdict.ifPresent(genuine -> known.remember(place, genuine));
            return verdict.<LoginOutcome>map(genuine -> new LoginOutcome.Genuine(genuine.identity()))
                    .orElseGet(LoginOutcome.Wrong::new);
        } finally {
            turn.release();
        }
    }

    /** How many requests wait at the moment, for a permit or for a verification that they share. */
    int waiting() {
        return permits.waiting() + renewals.waiting();
    }
}
