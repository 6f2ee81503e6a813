package io.registryauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registryauth.login.Login;
import io.registryauth.login.LoginLimits;
import io.registryauth.login.ThrottleLimits;
import io.registryauth.policy.WritersPolicy;
import io.registryauth.registry.Challenge;
import io.registryauth.reload.Reloader;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.AuthListener;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JudgeTest {
    private static final AccessPolicy POLICY = new WritersPolicy(List.of("admin"), List.of("GET", "HEAD"));
    private static final String UPLOADS = "/v2/home/jane/blobs/uploads/";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    /** Anybody reads what is public, and users push to their homes. */
    private static final AccessPolicy OPEN_POLICY = new AccessPolicy() {
        @Override
        public Decision decide(Identity identity, AccessRequest request) {
            return allowed(
                    request,
                    access -> isPublic(access)
                            || (access.action() == Action.PUSH
                                    && ("home/" + identity.name()).equals(access.repository())));
        }

        @Override
        public Decision decideAnonymous(AccessRequest request) {
            return allowed(request, JudgeTest::isPublic);
        }

        private Decision allowed(AccessRequest request, Predicate<Access> predicate) {
            return request.accesses().stream().allMatch(predicate) ? Decision.allowed() : Decision.denied("no");
        }
    };

    private static final LoginLimits LIMITS = new LoginLimits(Duration.ZERO, 1, 1, 1, Duration.ofSeconds(5));
    private static final String CLIENT = "192.0.2.1";
    private static final Identity JANE = new Identity("jane");

    private final AtomicInteger verifications = new AtomicInteger();
    private final Authenticator onlyJane = new StubAuthenticator() {
        @Override
        public Optional<Authentication> authenticate(Credentials credentials) {
            verifications.incrementAndGet();
            return credentials.password().equals("secret")
                    ? Optional.of(new Authentication(new Identity(credentials.user()), "stamp"))
                    : Optional.empty();
        }
    };

    @Test
    void admitsAndLeavesWhatItJudgedInTheAttributes() {
        HttpServletRequest request = request("GET", "/v2/team/app/tags/list", "n=10", "jane:secret");

        assertThat(judge(onlyJane, POLICY).judge(request, CLIENT))
                .isEqualTo(new Verdict.Admitted(JANE, false, "/v2/team/app/tags/list?n=10"));
        verify(request).setAttribute("io.registryauth.target", "/v2/team/app/tags/list?n=10");
        verify(request).setAttribute("io.registryauth.identity", JANE);
        verify(request).setAttribute(eq("io.registryauth.accessRequest"), any(AccessRequest.class));
    }

    @Test
    void asksForCredentialsWhereThereAreNone() {
        Verdict verdict = judge(onlyJane, POLICY).judge(request("GET", "/v2/", null, null), CLIENT);

        assertThat(verdict).isEqualTo(new Verdict.Refused(401, null, "authentication required"));
        assertThat(verifications).hasValue(0);
    }

    @Test
    void refusesWrongCredentials() {
        HttpServletRequest request = request("GET", "/v2/", null, "jane:wrong");

        assertThat(judge(onlyJane, POLICY).judge(request, CLIENT))
                .isEqualTo(new Verdict.Refused(401, "jane", "wrong user name or password"));
        verify(request, never()).setAttribute(eq("io.registryauth.identity"), any());
    }

    @Test
    void refusesWhatThePolicyDenies() {
        HttpServletRequest request = request("PUT", "/v2/team/app/manifests/1", null, "jane:secret");

        assertThat(judge(onlyJane, POLICY).judge(request, CLIENT))
                .isEqualTo(new Verdict.Refused(
                        403, "jane", "jane may pull but not push (PUT needs one of the writers: admin)"));
        verify(request, never()).setAttribute(eq("io.registryauth.target"), anyString());
    }

    @Test
    void letsAPolicyAllowWhatHasNoCredentials() {
        HttpServletRequest open = request("GET", "/v2/public/app/tags/list", null, null);
        HttpServletRequest other = request("GET", "/v2/team/app/tags/list", null, null);
        Judge judge = judge(onlyJane, OPEN_POLICY);

        assertThat(judge.judge(open, CLIENT)).isEqualTo(new Verdict.Admitted(null, false, "/v2/public/app/tags/list"));
        verify(open).setAttribute("io.registryauth.target", "/v2/public/app/tags/list");
        verify(open, never()).setAttribute(eq("io.registryauth.identity"), any());
        assertThat(judge.judge(other, CLIENT)).isEqualTo(new Verdict.Refused(401, null, "authentication required"));
        verify(other, never()).setAttribute(eq("io.registryauth.target"), any());
    }

    @Test
    void wrongCredentialsAreRefusedAlsoWhereNoneAreNeeded() {
        HttpServletRequest request = request("GET", "/v2/public/app/tags/list", null, "jane:wrong");

        assertThat(status(judge(onlyJane, OPEN_POLICY).judge(request, CLIENT))).isEqualTo(401);
    }

    @Test
    void turnsAMountIntoAnUploadWhereTheSourceMayNotBeRead() {
        HttpServletRequest refused =
                request("POST", UPLOADS, "mount=" + DIGEST + "&from=secret/app&n=1", "jane:secret");
        HttpServletRequest granted = request("POST", UPLOADS, "mount=" + DIGEST + "&from=public/app", "jane:secret");
        Judge judge = judge(onlyJane, OPEN_POLICY);

        assertThat(status(judge.judge(refused, CLIENT))).isEqualTo(200);
        verify(refused).setAttribute("io.registryauth.target", UPLOADS + "?n=1");
        verify(refused)
                .setAttribute(
                        "io.registryauth.accessRequest",
                        new AccessRequest("POST", UPLOADS, List.of(new Access("home/jane", Action.PUSH))));
        assertThat(status(judge.judge(granted, CLIENT))).isEqualTo(200);
        verify(granted).setAttribute("io.registryauth.target", UPLOADS + "?mount=" + DIGEST + "&from=public/app");
    }

    @Test
    void aMountThatMayNotBePushedIsRefused() {
        HttpServletRequest request =
                request("POST", "/v2/public/app/blobs/uploads/", "mount=" + DIGEST + "&from=public/app", "jane:secret");

        assertThat(status(judge(onlyJane, OPEN_POLICY).judge(request, CLIENT))).isEqualTo(403);
    }

    @Test
    void takesThePrincipalOfTheContainerWhereItIsTrusted() {
        HttpServletRequest request = request("GET", "/v2/", null, "joe:wrong");
        when(request.getUserPrincipal()).thenReturn(() -> "jane");

        assertThat(status(judge(onlyJane, POLICY).judge(request, CLIENT))).isEqualTo(401);

        HttpServletRequest trusted = request("GET", "/v2/", null, "joe:wrong");
        when(trusted.getUserPrincipal()).thenReturn(() -> "jane");
        assertThat(judge(onlyJane, POLICY, true).judge(trusted, CLIENT))
                .isEqualTo(new Verdict.Admitted(JANE, true, "/v2/"));
        verify(trusted).setAttribute("io.registryauth.identity", JANE);

        HttpServletRequest unknown = request("GET", "/v2/", null, "jane:secret");
        assertThat(judge(onlyJane, POLICY, true).judge(unknown, CLIENT))
                .isEqualTo(new Verdict.Admitted(JANE, false, "/v2/"));
    }

    @Test
    void refusesAmbiguousRequestsBeforeAuthenticationCostsAnything() {
        Judge judge = judge(onlyJane, POLICY);

        assertThat(status(judge.judge(request("GET", "/v2/a/../b/tags/list", null, "jane:secret"), CLIENT)))
                .isEqualTo(400);
        assertThat(status(judge.judge(request("get", "/v2/", null, "jane:secret"), CLIENT)))
                .isEqualTo(405);
        assertThat(verifications).hasValue(0);
    }

    @Test
    void refusesMalformedCredentials() {
        HttpServletRequest request = request("GET", "/v2/", null, null);
        when(request.getHeaders("Authorization")).thenReturn(Collections.enumeration(List.of("Basic !")));

        assertThat(status(judge(onlyJane, POLICY).judge(request, CLIENT))).isEqualTo(400);
    }

    @Test
    void neitherPassesNorDeniesWhereTheUsersAreAway() {
        Authenticator away = new StubAuthenticator() {
            @Override
            public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
                throw new AuthenticationException("the directory is away");
            }
        };

        assertThat(status(judge(away, POLICY).judge(request("GET", "/v2/", null, "jane:secret"), CLIENT)))
                .isEqualTo(503);
    }

    @Test
    void neitherPassesNorDeniesWhereAPartIsBroken() {
        AccessPolicy broken = (identity, request) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(status(judge(onlyJane, broken).judge(request("GET", "/v2/", null, "jane:secret"), CLIENT)))
                .isEqualTo(503);
    }

    @Test
    void neitherPassesNorDeniesARequestThatCannotBeRead() {
        HttpServletRequest request = request("GET", "/v2/", null, "jane:secret");
        when(request.getHeaders("Authorization")).thenThrow(new IllegalStateException("recycled"));

        assertThat(status(judge(onlyJane, POLICY).judge(request, CLIENT))).isEqualTo(503);
    }

    @Test
    void saysInOneLineWhyItCannotJudgeAndMoreOnlyToWhoDebugs() {
        AccessPolicy broken = (identity, request) -> {
            throw new IllegalStateException("broken");
        };
        Logger logger = (Logger) LoggerFactory.getLogger(RegistryAuthFilter.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        logger.setLevel(Level.DEBUG);
        try {
            judge(onlyJane, broken).judge(request("GET", "/v2/", null, "jane:secret"), CLIENT);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(events);
        }

        assertThat(events.list)
                .extracting(
                        ILoggingEvent::getLevel,
                        ILoggingEvent::getMessage,
                        event -> event.getKeyValuePairs().toString(),
                        event -> event.getThrowableProxy() != null)
                .containsExactly(
                        tuple(
                                Level.ERROR,
                                "cannot-judge",
                                "[user=\"jane\", cause=\"java.lang.IllegalStateException: broken\"]",
                                false),
                        tuple(Level.DEBUG, "cannot-judge", "[user=\"jane\"]", true));
    }

    private static boolean isPublic(Access access) {
        return access.action() == Action.PULL && "public/app".equals(access.repository());
    }

    private static int status(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.status() : 200;
    }

    private static Judge judge(Authenticator authenticator, AccessPolicy policy) {
        return judge(authenticator, policy, false);
    }

    private static Judge judge(Authenticator authenticator, AccessPolicy policy, boolean containerIdentity) {
        return new Judge(
                new Challenge("Registry"),
                new Login(authenticator, LIMITS, ThrottleLimits.OFF),
                policy,
                new GuardedListener(AuthListener.NONE),
                HttpServletRequest::getRemoteAddr,
                false,
                containerIdentity,
                new Reloader());
    }

    private static HttpServletRequest request(
            String method, String path, @Nullable String query, @Nullable String userAndPassword) {
        HttpServletRequest request = mock();
        when(request.getMethod()).thenReturn(method);
        when(request.getContextPath()).thenReturn("");
        when(request.getRequestURI()).thenReturn(path);
        when(request.getQueryString()).thenReturn(query);
        when(request.getHeaders(anyString())).thenReturn(Collections.emptyEnumeration());
        if (userAndPassword != null) {
            String token = Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
            when(request.getHeaders("Authorization")).thenReturn(Collections.enumeration(List.of("Basic " + token)));
        }
        return request;
    }

    private abstract static class StubAuthenticator implements Authenticator {
        @Override
        public Optional<String> stamp(String user) {
            return Optional.empty();
        }
    }
}
