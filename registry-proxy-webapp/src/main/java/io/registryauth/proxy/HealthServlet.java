package io.registryauth.proxy;

import jakarta.servlet.http.HttpServlet;
import java.io.Serial;

/** Tells whether the registry answers. Must be registered with async support, and the proxy with load-on-startup. */
final class HealthServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    HealthServlet(Upstream upstream, RegistryProxyServlet proxy) {}
}
