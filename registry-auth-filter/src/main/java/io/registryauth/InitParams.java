package io.registryauth;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import jakarta.servlet.FilterConfig;
import java.util.Collections;
import java.util.List;

/** Reads a filter's configuration from its init-params. */
final class InitParams {
    private InitParams() {}

    /**
     * Takes every init-param that is given.
     *
     * @throws InvalidSettingsException when there is one that the filter does not know
     */
    static RegistryAuthFilterBuilder read(FilterConfig config) {
        List<String> names = FilterSettings.TABLE.stream().map(Setting::name).toList();
        Problems problems = new Problems();
        Collections.list(config.getInitParameterNames()).stream()
                .filter(name -> !names.contains(name))
                .forEach(name ->
                        problems.add(name + ": there is no such init-param; there are " + String.join(", ", names)));
        problems.throwIfAny();

        RegistryAuthFilterBuilder builder = new RegistryAuthFilterBuilder();
        for (Setting<?> setting : FilterSettings.TABLE) {
            String text = config.getInitParameter(setting.name());
            if (text != null) {
                builder.set(setting, text);
            }
        }
        return builder;
    }
}
