package io.registryauth.proxy.settings;

import io.registryauth.settings.Setting;
import io.registryauth.settings.Source;
import io.registryauth.settings.Suggestion;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings that stand among the names of others, and are ours by the beginning of their names: context-params, system
 * properties, environment variables. Immutable.
 *
 * <p>An empty value counts as not given: it mostly comes from a template whose variable was not set.
 */
public final class NamedValues implements Source {
    private final String kind;
    private final String prefix;
    private final UnaryOperator<String> spelling;
    private final Map<String, String> values;

    private NamedValues(String kind, String prefix, UnaryOperator<String> spelling, Map<String, String> all) {
        this.kind = kind;
        this.prefix = prefix;
        this.spelling = spelling;
        Map<String, String> ours = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                ours.put(name, value);
            }
        });
        this.values = Collections.unmodifiableMap(ours);
    }

    /** The context-params {@code regauth.<name>} of a web application. */
    public static NamedValues contextParams(ServletContext context) {
        Map<String, String> all = new TreeMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            all.put(name, context.getInitParameter(name));
        }
        return new NamedValues("context-param ", "regauth.", UnaryOperator.identity(), all);
    }

    /** The system properties {@code regauth.<name>}. */
    public static NamedValues systemProperties(Properties properties) {
        Map<String, String> all = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            all.put(name, properties.getProperty(name));
        }
        return new NamedValues("system property ", "regauth.", UnaryOperator.identity(), all);
    }

    /** The environment variables {@code REGAUTH_<NAME>}. */
    public static NamedValues environment(Map<String, String> environment) {
        return new NamedValues("", "REGAUTH_", NamedValues::upperCase, environment);
    }

    /** The environment variable of a setting, such as {@code REGAUTH_TLS_CERT}. */
    public static String environmentVariable(Setting<?> setting) {
        return "REGAUTH_" + upperCase(setting.name());
    }

    @Override
    public @Nullable String text(Setting<?> setting) {
        String value = values.get(name(setting));
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String label(Setting<?> setting) {
        return kind + name(setting);
    }

    /** One message for each of our names that no setting of the table has; empty values are no excuse. */
    public List<String> unknown(Collection<Setting<?>> table) {
        List<String> known = table.stream().map(this::name).toList();
        return values.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> kind + name + ": there is no such setting" + Suggestion.of(name, known))
                .toList();
    }

    private String name(Setting<?> setting) {
        return prefix + spelling.apply(setting.name());
    }

    private static String upperCase(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
