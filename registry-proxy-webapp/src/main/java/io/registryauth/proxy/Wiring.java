package io.registryauth.proxy;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.RegistryAuthFilterBuilder;
import io.registryauth.proxy.exchange.FailureFilter;
import io.registryauth.proxy.exchange.Health;
import io.registryauth.proxy.exchange.RegistryProxyServlet;
import io.registryauth.proxy.exchange.Upstream;
import io.registryauth.proxy.origin.ClientOrigin;
import io.registryauth.proxy.origin.Origin;
import io.registryauth.proxy.origin.TrustedProxies;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the web application and the order in which a request meets them, the same in every container. */
record Wiring(RegistryAuthFilter authFilter, Upstream upstream, ClientOrigin origin, boolean accessLog) {
    private static final Logger log = LoggerFactory.getLogger(RegistryProxy.class);

    /** Makes the parts; empty when something is wrong, which is noted then. */
    static Optional<Wiring> of(Settings settings, Problems problems) {
        Optional<Upstream> upstream = Upstream.of(settings, problems);
        ClientOrigin origin = new ClientOrigin(
                settings.find(ProxySettings.PUBLIC_URL).orElse(null),
                settings.find(ProxySettings.TRUSTED_PROXIES).orElse(TrustedProxies.NONE));
        Optional<RegistryAuthFilter> authFilter = authFilter(settings, origin, problems);
        warnOfOneAddress(settings);
        boolean accessLog = settings.find(ProxySettings.ACCESS_LOG).orElse(true);
        return upstream.flatMap(u -> authFilter.map(filter -> new Wiring(filter, u, origin, accessLog)));
    }

    private static Optional<RegistryAuthFilter> authFilter(Settings settings, ClientOrigin origin, Problems problems) {
        RegistryAuthFilterBuilder builder = RegistryAuthFilter.builder()
                .settings(settings::textOf)
                .clientAddress(origin::address)
                .listener(new RefusalLog());
        try {
            return Optional.of(builder.build());
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** Behind a TLS terminator that is not named, the throttle takes all clients for one. */
    private static void warnOfOneAddress(Settings settings) {
        if (settings.find(ProxySettings.PUBLIC_URL).filter(Origin::secure).isPresent()
                && settings.find(ProxySettings.TRUSTED_PROXIES).isEmpty()
                && settings.find(FilterSettings.THROTTLE).orElse(false)) {
            log.atWarn()
                    .addKeyValue(
                            "advice",
                            "name the TLS terminator in trusted-proxies: who guesses a password delays all clients who"
                                    + " seem to come from its address")
                    .log("clients-not-told-apart");
        }
    }

    /** Registers everything with a context that is being initialized. */
    void register(ServletContext context) {
        RegistryProxyServlet proxy = new RegistryProxyServlet(upstream, origin);
        add(context, "failure", new FailureFilter());
        if (accessLog) {
            add(context, "access-log", new AccessLogFilter(origin, System::nanoTime), DispatcherType.ASYNC);
        }
        add(context, "client", new ClientFilter(origin));
        add(context, "own-paths", new OwnPathsFilter(new Health(upstream, proxy, authFilter::warnings)));
        add(context, "auth", authFilter);
        ServletRegistration.Dynamic registry = context.addServlet("registry", proxy);
        registry.setAsyncSupported(true);
        registry.setLoadOnStartup(1);
        registry.addMapping("/*");
    }

    private static void add(ServletContext context, String name, Filter filter, DispatcherType... alsoFor) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, alsoFor), true, "/*");
    }
}
