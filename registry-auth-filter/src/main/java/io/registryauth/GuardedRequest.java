package io.registryauth;

import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.Identity;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The request that goes on: it tells who asks, and hides headers that are not the application's to see. */
final class GuardedRequest extends HttpServletRequestWrapper {
    private static final Set<String> METHOD_OVERRIDES =
            caseInsensitive("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");
    private static final Set<String> WITH_AUTHORIZATION =
            caseInsensitive("Authorization", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final ServletResponse response;
    private final Verdict.Admitted admitted;
    private final AccessPolicy policy;
    private final Set<String> hidden;

    GuardedRequest(
            HttpServletRequest request,
            ServletResponse response,
            Verdict.Admitted admitted,
            AccessPolicy policy,
            boolean keepAuthorization) {
        super(request);
        this.response = response;
        this.admitted = admitted;
        this.policy = policy;
        this.hidden = keepAuthorization ? METHOD_OVERRIDES : WITH_AUTHORIZATION;
    }

    /** What was judged, without a mount that was not: a proxy may build its target from this. */
    @Override
    public @Nullable String getQueryString() {
        int query = admitted.target().indexOf('?');
        return query < 0 ? null : admitted.target().substring(query + 1);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return admitted.user();
    }

    /** The container's own principal, where it has one that counts: it may be of a class that the application expects. */
    @Override
    public @Nullable Principal getUserPrincipal() {
        return admitted.fromContainer() ? super.getUserPrincipal() : admitted.identity();
    }

    @Override
    public @Nullable String getAuthType() {
        if (admitted.fromContainer()) {
            return super.getAuthType();
        }
        return admitted.identity() == null ? null : BASIC_AUTH;
    }

    @Override
    public boolean isUserInRole(String role) {
        Identity identity = admitted.identity();
        return identity != null
                && (policy.isInRole(identity, role) || (admitted.fromContainer() && super.isUserInRole(role)));
    }

    @Override
    public boolean authenticate(HttpServletResponse response) {
        return admitted.identity() != null;
    }

    /** Binds this request, not the container's, so that the identity holds after a dispatch as well. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden.contains(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        if (names == null) {
            return Collections.emptyEnumeration(); // a container may refuse to tell
        }
        return Collections.enumeration(Collections.list(names).stream()
                .filter(name -> !hidden.contains(name))
                .toList());
    }

    @Override
    public long getDateHeader(String name) {
        return hidden.contains(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return hidden.contains(name) ? -1 : super.getIntHeader(name);
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(set, names);
        return Collections.unmodifiableSet(set);
    }
}
