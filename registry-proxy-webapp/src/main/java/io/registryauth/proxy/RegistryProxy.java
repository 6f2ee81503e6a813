package io.registryauth.proxy;

import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import io.registryauth.settings.Source;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web application. A container finds it in the {@code web.xml}, and it reads its settings from the context-params,
 * the system properties and the environment; {@code java -jar} makes it with settings that it has read already.
 */
public final class RegistryProxy implements ServletContextListener {
    private static final Logger log = LoggerFactory.getLogger(RegistryProxy.class);

    private final @Nullable Wiring wiring;

    /** For containers. */
    public RegistryProxy() {
        this.wiring = null;
    }

    private RegistryProxy(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Makes the web application with these settings; starts nothing.
     *
     * @param problems receives everything that is wrong, the files that the settings name included
     * @return empty when something is
     */
    public static Optional<RegistryProxy> of(Settings settings, Problems problems) {
        return Wiring.of(settings, problems).map(RegistryProxy::new);
    }

    /**
     * Registers the filters and servlets.
     *
     * @throws InvalidSettingsException with every problem; the container does not deploy the application then
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (wiring != null) {
            wiring.register(context);
        } else {
            fromContainer(context).register(context);
        }
    }

    private static Wiring fromContainer(ServletContext context) {
        NamedValues parameters = NamedValues.contextParams(context);
        NamedValues properties = NamedValues.systemProperties(System.getProperties());
        NamedValues environment = NamedValues.environment(System.getenv());
        List<NamedValues> sources = List.of(parameters, properties, environment);
        Problems problems = new Problems();
        problems.addAll(parameters.unknown(ProxySettings.TABLE));
        problems.addAll(properties.unknown(ProxySettings.TABLE));
        Settings settings = Settings.read(ProxySettings.EVERYWHERE, sources, problems);
        Optional<Wiring> wiring = Wiring.of(settings, problems);
        try {
            problems.throwIfAny();
        } catch (InvalidSettingsException e) {
            // Not every container logs the message of what a listener throws.
            e.problems()
                    .forEach(problem ->
                            log.atError().addKeyValue("problem", problem).log("setting-refused"));
            throw e;
        }
        environment.unknown(ProxySettings.TABLE).forEach(RegistryProxy::warn);
        if (!context.getContextPath().isEmpty()) {
            log.atWarn()
                    .addKeyValue("context-path", context.getContextPath())
                    .addKeyValue("advice", "deploy it as the root application (ROOT.war): clients ask for /v2/")
                    .log("not-the-root-application");
        }
        warnOfStandaloneSettings(sources);
        return wiring.orElseThrow();
    }

    private static void warnOfStandaloneSettings(List<? extends Source> sources) {
        for (Setting<?> setting : ProxySettings.STANDALONE) {
            for (Source source : sources) {
                if (source.text(setting) != null) {
                    warn(source.label(setting) + ": applies to java -jar only; configure the container instead");
                }
            }
        }
    }

    private static void warn(String problem) {
        log.atWarn().addKeyValue("problem", problem).log("setting-ignored");
    }
}
