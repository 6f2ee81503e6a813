package io.registryauth;

import io.registryauth.login.BasicCredentials;
import io.registryauth.login.Login;
import io.registryauth.login.LoginOutcome;
import io.registryauth.login.MalformedCredentialsException;
import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.Challenge;
import io.registryauth.registry.RequestTarget;
import io.registryauth.reload.Reloader;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one request through the parts that judge it, in their order. Thread-safe, as its parts are.
 *
 * @param clientAddress tells where a request comes from
 * @param containerIdentity whether a principal that a request has already counts
 * @param reloader keeps those parts current that come from files
 */
record Judge(
        Challenge challenge,
        Login login,
        AccessPolicy policy,
        GuardedListener listener,
        Function<HttpServletRequest, String> clientAddress,
        boolean keepAuthorization,
        boolean containerIdentity,
        Reloader reloader) {
    private static final Logger log = LoggerFactory.getLogger(RegistryAuthFilter.class);

    private static final String AUTHENTICATION_REQUIRED = "authentication required";

    /**
     * Judges a request, and leaves what it found in the request's attributes.
     *
     * @param client the address that it comes from
     */
    Verdict judge(HttpServletRequest request, String client) {
        RequestTarget target;
        Principal principal;
        Optional<Credentials> credentials;
        try {
            target = RequestTarget.of(request);
            request.setAttribute(RegistryAuthFilter.ACCESS_REQUEST_ATTRIBUTE, target.accessRequest());
            principal = containerIdentity ? request.getUserPrincipal() : null;
            credentials =
                    principal == null ? BasicCredentials.read(request.getHeaders("Authorization")) : Optional.empty();
        } catch (BadRequestException e) {
            return new Verdict.Refused(e.status(), null, e.getMessage());
        } catch (MalformedCredentialsException e) {
            return new Verdict.Refused(400, null, e.getMessage());
        } catch (RuntimeException e) {
            return cannotTell(null, e);
        }
        try {
            if (principal != null) {
                return decide(request, target, new Identity(principal.getName()), true);
            }
            return credentials.isPresent()
                    ? login(request, client, target, credentials.get())
                    : decide(request, target, null, false);
        } catch (AuthenticationException | RuntimeException e) {
            return cannotTell(
                    principal != null
                            ? principal.getName()
                            : credentials.map(Credentials::user).orElse(null),
                    e);
        }
    }

    private Verdict login(HttpServletRequest request, String client, RequestTarget target, Credentials credentials)
            throws AuthenticationException {
        LoginOutcome outcome = login.login(credentials, client);
        return outcome instanceof LoginOutcome.Genuine genuine
                ? decide(request, target, genuine.identity(), false)
                : refused(outcome, credentials.user());
    }

    /** What becomes of a request that may only yet be refused by the policy. */
    private Verdict decide(
            HttpServletRequest request, RequestTarget asked, @Nullable Identity identity, boolean fromContainer) {
        if (identity != null) {
            request.setAttribute(RegistryAuthFilter.IDENTITY_ATTRIBUTE, identity);
        }
        RequestTarget target = asked;
        Decision decision = decide(identity, target);
        if (!decision.isAllowed()) {
            // who may not read the source of a mount may still push: clients go on with an upload
            Optional<RequestTarget> upload = asked.withoutMount();
            if (upload.isPresent()) {
                target = upload.get();
                decision = decide(identity, target);
                request.setAttribute(RegistryAuthFilter.ACCESS_REQUEST_ATTRIBUTE, target.accessRequest());
            }
        }
        if (decision.isAllowed()) {
            request.setAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE, target.forward());
            return new Verdict.Admitted(identity, fromContainer, target.forward());
        }
        return identity == null
                ? new Verdict.Refused(401, null, AUTHENTICATION_REQUIRED)
                : new Verdict.Refused(403, identity.name(), decision.reason());
    }

    private Decision decide(@Nullable Identity identity, RequestTarget target) {
        return identity == null
                ? policy.decideAnonymous(target.accessRequest())
                : policy.decide(identity, target.accessRequest());
    }

    private static Verdict refused(LoginOutcome outcome, String user) {
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            int seconds =
                    Math.toIntExact(throttled.delay().plusNanos(999_999_999).toSeconds());
            return new Verdict.Refused(
                    429, user, "too many wrong passwords for " + user + "; try again in " + seconds + " s", seconds);
        }
        if (outcome instanceof LoginOutcome.Busy) {
            return new Verdict.Refused(503, user, "too many logins at once; try again");
        }
        return new Verdict.Refused(401, user, "wrong user name or password");
    }

    /** While a source of users is away this is said of each request: one line at a time, unless someone debugs. */
    private static Verdict cannotTell(@Nullable String user, Exception e) {
        log.atError()
                .addKeyValue("user", user)
                .addKeyValue("cause", e.toString())
                .log("cannot-judge");
        log.atDebug().setCause(e).addKeyValue("user", user).log("cannot-judge");
        return new Verdict.Refused(503, user, "whether you may do this cannot be told now; try again later");
    }
}
