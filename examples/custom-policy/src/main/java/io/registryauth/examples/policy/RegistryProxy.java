package io.registryauth.examples.policy;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.net.URI;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.jspecify.annotations.Nullable;

/** Jetty's proxy servlet, in front of a registry: what the filter has judged is what it sends. */
final class RegistryProxy extends AsyncProxyServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private final URI registry;

    RegistryProxy(URI registry) {
        this.registry = registry;
    }

    /** Null, and with it a refusal, where no filter has judged the request. */
    @Override
    protected @Nullable String rewriteTarget(HttpServletRequest request) {
        Object target = request.getAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE);
        return target == null ? null : registry.toString() + target;
    }
}
