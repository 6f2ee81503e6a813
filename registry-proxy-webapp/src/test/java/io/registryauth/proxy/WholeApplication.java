package io.registryauth.proxy;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import io.registryauth.settings.Source;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The web application as it is deployed, with its settings by their names. */
public final class WholeApplication implements BiConsumer<ServletContext, Map<String, String>> {
    @Override
    public void accept(ServletContext context, Map<String, String> settings) {
        Source source = new Source() {
            @Override
            public @Nullable String text(Setting<?> setting) {
                return settings.get(setting.name());
            }

            @Override
            public String label(Setting<?> setting) {
                return setting.name();
            }
        };
        Problems problems = new Problems();
        Settings read = Settings.read(ProxySettings.EVERYWHERE, List.of(source), problems);
        RegistryProxy.of(read, problems)
                .orElseThrow(
                        () -> new IllegalArgumentException(problems.messages().toString()))
                .contextInitialized(new ServletContextEvent(context));
    }
}
