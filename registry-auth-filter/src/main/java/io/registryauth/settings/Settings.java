package io.registryauth.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a table of settings, and a source of those that were given and can be parsed. Immutable and thread-safe. */
public final class Settings implements Source {
    private final Map<Setting<?>, Object> values;
    /** By the names of the settings. */
    private final Map<String, String> texts;

    private Settings(Map<Setting<?>, Object> values, Map<String, String> texts) {
        this.values = Map.copyOf(values);
        this.texts = Map.copyOf(texts);
    }

    /**
     * Reads every setting of a table; the first source that gives a text wins, and the default comes last.
     *
     * @param problems receives one message for each text that cannot be parsed
     */
    public static Settings read(Collection<Setting<?>> table, List<? extends Source> sources, Problems problems) {
        Map<Setting<?>, Object> values = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        for (Setting<?> setting : table) {
            Source source = sources.stream()
                    .filter(any -> any.text(setting) != null)
                    .findFirst()
                    .orElse(null);
            String text = source == null ? setting.defaultText() : source.text(setting);
            if (text == null) {
                continue;
            }
            try {
                values.put(setting, setting.parser().parse(text));
                if (source != null) {
                    texts.put(setting.name(), text);
                }
            } catch (IllegalArgumentException e) {
                String label = source == null ? setting.name() : source.label(setting);
                problems.add(label + ": \"" + withoutUserInfo(text) + "\" " + e.getMessage());
            }
        }
        return new Settings(values, texts);
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

    @Override
    public @Nullable String text(Setting<?> setting) {
        return textOf(setting.name());
    }

    /** The text that was given for the setting of a name; null where none was. */
    public @Nullable String textOf(String name) {
        return texts.get(name);
    }
}
