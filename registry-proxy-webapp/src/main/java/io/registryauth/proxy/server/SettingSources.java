package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import java.util.Collection;
import java.util.List;

/** Where the settings of a command come from: first its flags, then system properties, then the environment. */
record SettingSources(Flags flags, NamedValues properties, NamedValues environment) {
    static SettingSources of(Flags flags, CommandContext context) {
        return new SettingSources(
                flags,
                NamedValues.systemProperties(context.properties()),
                NamedValues.environment(context.environment()));
    }

    /**
     * Reads the settings of a table.
     *
     * @param problems receives one message for each that is wrong, and for each system property that is none
     */
    Settings read(Collection<Setting<?>> table, Problems problems) {
        problems.addAll(properties.unknown(ProxySettings.TABLE));
        return Settings.read(table, List.of(flags, properties, environment), problems);
    }

    /** One message for each environment variable that is no setting; these do no harm. */
    List<String> ignored() {
        return environment.unknown(ProxySettings.TABLE);
    }
}
