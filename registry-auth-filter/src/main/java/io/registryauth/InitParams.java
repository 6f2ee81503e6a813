package io.registryauth;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Suggestion;
import jakarta.servlet.FilterConfig;
import java.util.Collections;
import java.util.List;

/** Reads a filter's configuration from its init-params. */
final class InitParams {
    private InitParams() {}

    /**
     * Makes what every init-param that is given asks for.
     *
     * @throws InvalidSettingsException with every problem; an init-param that the filter does not know is one
     */
    static Judge judge(FilterConfig config) {
        return new RegistryAuthFilterBuilder()
                .settings(config::getInitParameter)
                .buildJudge(unknown(config));
    }

    private static Problems unknown(FilterConfig config) {
        List<String> names = FilterSettings.TABLE.stream().map(Setting::name).toList();
        Problems problems = new Problems();
        Collections.list(config.getInitParameterNames()).stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(name + ": there is no such init-param"
                        + Suggestion.of(name, names, "; there are " + String.join(", ", names))));
        return problems;
    }
}
