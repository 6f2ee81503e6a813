package io.registryauth.examples.policy;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's proxy servlet, in front of a registry: what the filter has judged is what it sends, and no client tells the registry
 * who and where it is.
 */
final class RegistryProxy extends AsyncProxyServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The registry builds URLs of these. */
    private static final EnumSet<HttpHeader> FORWARDED = EnumSet.of(
            HttpHeader.FORWARDED,
            HttpHeader.X_FORWARDED_FOR,
            HttpHeader.X_FORWARDED_HOST,
            HttpHeader.X_FORWARDED_PROTO);

    private final URI registry;

    RegistryProxy(URI registry) {
        this.registry = registry;
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest request, Request proxied) {
        super.copyRequestHeaders(request, proxied);
        proxied.headers(headers -> headers.remove(FORWARDED));
    }

    /** Null, and with it a refusal, where no filter has judged the request. */
    @Override
    protected @Nullable String rewriteTarget(HttpServletRequest request) {
        Object target = request.getAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE);
        return target == null ? null : registry.toString() + target;
    }
}
