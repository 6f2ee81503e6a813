package io.registryauth;

import io.registryauth.login.BasicCredentials;
import io.registryauth.login.MalformedCredentialsException;
import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.Challenge;
import io.registryauth.registry.RequestTarget;
import io.registryauth.reload.Reloader;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one request through the parts that judge it, in their order. Thread-safe, as its parts are.
 *
 * @param reloader keeps those parts current that come from files
 */
record Judge(
        Challenge challenge,
        Authenticator authenticator,
        AccessPolicy policy,
        GuardedListener listener,
        boolean keepAuthorization,
        Reloader reloader) {
    private static final Logger log = LoggerFactory.getLogger(RegistryAuthFilter.class);

    /** Judges a request, and leaves what it found in the request's attributes. */
    Verdict judge(HttpServletRequest request) {
        RequestTarget target;
        Optional<Credentials> credentials;
        try {
            target = RequestTarget.of(request);
            request.setAttribute(RegistryAuthFilter.ACCESS_REQUEST_ATTRIBUTE, target.accessRequest());
            credentials = BasicCredentials.read(request.getHeaders("Authorization"));
        } catch (BadRequestException e) {
            return new Verdict.Refused(e.status(), null, e.getMessage());
        } catch (MalformedCredentialsException e) {
            return new Verdict.Refused(400, null, e.getMessage());
        }
        if (credentials.isEmpty()) {
            return new Verdict.Refused(401, null, "authentication required");
        }
        return judge(request, target, credentials.get());
    }

    private Verdict judge(HttpServletRequest request, RequestTarget target, Credentials credentials) {
        String user = credentials.user();
        try {
            Optional<Authentication> authentication = authenticator.authenticate(credentials);
            if (authentication.isEmpty()) {
                return new Verdict.Refused(401, user, "wrong user name or password");
            }
            Identity identity = authentication.get().identity();
            request.setAttribute(RegistryAuthFilter.IDENTITY_ATTRIBUTE, identity);
            Decision decision = policy.decide(identity, target.accessRequest());
            if (!decision.isAllowed()) {
                return new Verdict.Refused(403, user, decision.reason());
            }
            request.setAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE, target.forward());
            return new Verdict.Admitted(identity);
        } catch (AuthenticationException | RuntimeException e) {
            logFailure(user, e);
            return new Verdict.Refused(503, user, "whether you may do this cannot be told now; try again later");
        }
    }

    /** While a source of users is away this is said of each request: one line at a time, unless someone debugs. */
    private static void logFailure(String user, Exception e) {
        log.atError()
                .addKeyValue("user", user)
                .addKeyValue("cause", e.toString())
                .log("cannot-judge");
        log.atDebug().setCause(e).addKeyValue("user", user).log("cannot-judge");
    }
}
