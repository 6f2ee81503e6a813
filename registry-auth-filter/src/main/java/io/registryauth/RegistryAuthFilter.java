package io.registryauth;

import io.registryauth.registry.ErrorAnswer;
import io.registryauth.reload.FileFailure;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.spi.AuthEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those requests through that are unambiguous, authenticated by HTTP Basic, and allowed; answers the others in
 * the way in which a container registry does.
 *
 * <p>Behind the filter a request carries the identity: {@code getRemoteUser}, {@code getUserPrincipal},
 * {@code getAuthType} and {@code isUserInRole}. Its {@code Authorization} header is hidden.
 *
 * <p>Name the class in a {@code web.xml}, where its init-params are the settings of
 * {@link io.registryauth.settings.FilterSettings}, or make one with {@link #builder()} and register it in code. Either way
 * map it for REQUEST dispatches alone, with {@code async-supported} where anything behind it is asynchronous. The filter
 * never starts asynchronous processing, wraps no response, and reads no body of a request that goes on; of a refused one it
 * drains at most 1 MiB. Where more of it is to come in Tomcat, the filter throws that container's {@code CloseNowException},
 * an {@code IOException}, once the refusal is sent: it ends the connection, and filters in front must let it pass. It is
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, the Basic scheme</a>
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution
 *     specification</a>
 */
public final class RegistryAuthFilter implements Filter {
    /**
     * The request attribute with the validated path and query, a {@code String} such as
     * {@code /v2/team/app/tags/list?n=10}: the path within the application, exactly as the client sent it. A proxy must
     * build its target from this alone, and never from the request's URI.
     */
    public static final String TARGET_ATTRIBUTE = "io.registryauth.target";

    /**
     * The request attribute with the {@link io.registryauth.spi.Identity} of a request whose credentials are genuine. A
     * request without credentials has none, where the policy allows it.
     */
    public static final String IDENTITY_ATTRIBUTE = "io.registryauth.identity";

    /** The request attribute with the {@link io.registryauth.spi.AccessRequest} of an unambiguous request. */
    public static final String ACCESS_REQUEST_ATTRIBUTE = "io.registryauth.accessRequest";

    private @Nullable Judge judge;
    private final boolean builtInCode;

    /** For containers: the settings are the init-params. */
    public RegistryAuthFilter() {
        this.judge = null;
        this.builtInCode = false;
    }

    RegistryAuthFilter(Judge judge) {
        this.judge = judge;
        this.builtInCode = true;
    }

    /** Starts to configure a filter in code. */
    public static RegistryAuthFilterBuilder builder() {
        return new RegistryAuthFilterBuilder();
    }

    /**
     * Reads the init-params, unless the filter was built in code, and begins to follow the changes of the files.
     *
     * @throws ServletException with every problem of the configuration in its message
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            Judge judge = this.judge;
            if (!builtInCode) {
                destroy();
                judge = InitParams.judge(config);
                this.judge = judge;
            } else if (config.getInitParameterNames().hasMoreElements()) {
                throw new ServletException("this filter is configured in code: remove its init-params");
            }
            if (judge != null) {
                judge.reloader().start();
            }
        } catch (InvalidSettingsException e) {
            throw new ServletException("filter " + config.getFilterName() + ":\n" + e.getMessage(), e);
        }
    }

    /** Stops to follow the changes of files, and leaves no thread behind. */
    @Override
    public void destroy() {
        Judge judge = this.judge;
        if (judge != null) {
            judge.reloader().stop();
        }
    }

    /**
     * What an operator should look at now, such as a users file that cannot be used; empty when all is well. It is fit for
     * a public page: it names no path, no user and nothing else from a file.
     */
    public List<String> warnings() {
        Judge judge = this.judge;
        return judge == null
                ? List.of()
                : judge.reloader().failures().stream().map(FileFailure::warning).toList();
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!(servletRequest instanceof HttpServletRequest request)
                || !(servletResponse instanceof HttpServletResponse response)) {
            throw new ServletException("this filter takes HTTP requests only");
        }
        if (wasJudged(request)) {
            chain.doFilter(request, response);
            return;
        }
        Judge judge = this.judge;
        if (judge == null) {
            throw new ServletException("this filter was not initialized");
        }
        String client = judge.clientAddress().apply(request);
        Verdict verdict = judge.judge(request, client);
        if (verdict instanceof Verdict.Admitted admitted) {
            judge.listener().onAllowed(event(request, client, admitted.user(), 200, ""));
            chain.doFilter(
                    new GuardedRequest(request, response, admitted, judge.policy(), judge.keepAuthorization()),
                    response);
        } else if (verdict instanceof Verdict.Refused refused) {
            judge.listener().onRefused(event(request, client, refused.user(), refused.status(), refused.reason()));
            if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                judge.challenge().applyTo(response);
            }
            if (refused.retryAfter() > 0) {
                response.setIntHeader("Retry-After", refused.retryAfter());
            }
            ErrorAnswer.send(request, response, refused.status(), refused.reason());
        }
    }

    /** Whether this is the application's own dispatch of a request that went through the filter before. */
    private static boolean wasJudged(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.REQUEST && request.getAttribute(TARGET_ATTRIBUTE) != null;
    }

    private static AuthEvent event(
            HttpServletRequest request, String client, @Nullable String user, int status, String reason) {
        return new AuthEvent(user, client, request.getMethod(), request.getRequestURI(), status, reason);
    }
}
