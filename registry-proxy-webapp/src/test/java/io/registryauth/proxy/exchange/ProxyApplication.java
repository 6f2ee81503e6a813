package io.registryauth.proxy.exchange;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.proxy.origin.BaseUrl;
import io.registryauth.proxy.origin.ClientOrigin;
import io.registryauth.proxy.origin.TrustedProxies;
import io.registryauth.proxy.settings.ProxySettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** The proxy and its health behind a stand-in for the filter, which lets everything through. */
public final class ProxyApplication implements BiConsumer<ServletContext, Map<String, String>> {
    /** A request to this path is not given a target. */
    static final String WITHOUT_TARGET = "/without-target";

    @Override
    public void accept(ServletContext context, Map<String, String> settings) {
        String publicUrl = settings.get("public-url");
        String proxies = settings.getOrDefault("trusted-proxies", "");
        String connections = Objects.requireNonNull(ProxySettings.UPSTREAM_CONNECTIONS.defaultText());
        PoolLimits limits = PoolLimits.of(Integer.parseInt(settings.getOrDefault("connections", connections)));
        Upstream upstream = new Upstream(
                BaseUrl.parse(Objects.requireNonNull(settings.get("upstream"))),
                null,
                settings.get("authorization"),
                Duration.parse(settings.getOrDefault("connect", "PT5S")),
                Duration.parse(settings.getOrDefault("idle", "PT15M")),
                new PoolLimits(
                        limits.connections(),
                        Integer.parseInt(settings.getOrDefault("queued", String.valueOf(limits.queued()))),
                        Duration.parse(settings.getOrDefault(
                                "queue", limits.queueTimeout().toString()))));
        ClientOrigin origin = new ClientOrigin(
                publicUrl == null ? null : BaseUrl.parse(publicUrl).origin(),
                proxies.isEmpty() ? TrustedProxies.NONE : TrustedProxies.parse(List.of(proxies.split(","))));
        RegistryProxyServlet proxy = new RegistryProxyServlet(upstream, origin);
        Health health = new Health(upstream, proxy, List::of);
        add(
                context,
                "health",
                (request, response, chain) ->
                        health.answer((HttpServletRequest) request, (HttpServletResponse) response),
                "/health");
        add(context, "filter", new Validated(), "/*");
        ServletRegistration.Dynamic servlet = context.addServlet("proxy", proxy);
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/*");
    }

    private static void add(ServletContext context, String name, Filter filter, String path) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
    }

    /** Says of every request that it is valid, and wraps it as the real filter does. */
    private static final class Validated implements Filter {
        @Override
        public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) servletRequest;
            if (!request.getRequestURI().equals(WITHOUT_TARGET)) {
                String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
                request.setAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE, request.getRequestURI() + query);
            }
            chain.doFilter(new HttpServletRequestWrapper(request), response);
        }
    }
}
