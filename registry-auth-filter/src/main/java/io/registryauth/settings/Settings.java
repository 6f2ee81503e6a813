package io.registryauth.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a table of settings. Immutable and thread-safe. */
public final class Settings {
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads every setting of a table; the first source that gives a text wins, and the default comes last.
     *
     * @param problems receives one message for each text that cannot be parsed
     */
    public static Settings read(Collection<Setting<?>> table, List<? extends Source> sources, Problems problems) {
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : table) {
            read(setting, sources, problems).ifPresent(value -> values.put(setting, value));
        }
        return new Settings(values);
    }

    private static Optional<Object> read(Setting<?> setting, List<? extends Source> sources, Problems problems) {
        for (Source source : sources) {
            String text = source.text(setting);
            if (text != null) {
                return parse(setting, text, source.label(setting), problems);
            }
        }
        return Optional.ofNullable(setting.defaultText()).map(setting.parser()::parse);
    }

    private static Optional<Object> parse(Setting<?> setting, String text, String label, Problems problems) {
        try {
            return Optional.of(setting.parser().parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(label + ": \"" + withoutUserInfo(text) + "\" " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A URL, or what was meant to be one, may have a password before an at sign, which is not for the log. */
    private static String withoutUserInfo(String text) {
        return text.replaceFirst("(?s)^(https?://)?.*@", "$1***@");
    }

    /**
     * The value of a setting that has a default, or that was checked to be there.
     *
     * @throws IllegalStateException when it has no value
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
    }

    /** The value of a setting; empty when none was given and it has no default. */
    @SuppressWarnings("unchecked") // only the setting's own parser made the value
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }
}
