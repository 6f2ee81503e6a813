package io.registryauth.rules;

import io.registryauth.rules.YamlNode.Entry;
import io.registryauth.rules.YamlNode.Mapping;
import io.registryauth.settings.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The entries of a mapping by their keys, of which each stands there once. */
final class YamlKeys {
    /** A longer key is no slip of the pen. */
    private static final int MAX_SLIP = 40;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private YamlKeys() {}

    /** Takes the entries of a mapping with keys of any name that is right. */
    static YamlKeys of(Mapping mapping, String what, Check check, YamlValues values) {
        YamlKeys keys = new YamlKeys();
        for (Entry entry : mapping.entries()) {
            String name = values.text(entry.key(), "as a key");
            if (name != null) {
                keys.add(name, entry, what, check, values);
            }
        }
        return keys;
    }

    /** Takes the entries of a mapping that has certain keys alone. */
    static YamlKeys of(Mapping mapping, List<String> known, YamlValues values) {
        return of(mapping, "the key", name -> known.contains(name) ? null : unknown(name, known), values);
    }

    private void add(String name, Entry entry, String what, Check check, YamlValues values) {
        String wrong = check.problem(name);
        Entry before = wrong == null ? entries.putIfAbsent(name, entry) : null;
        if (wrong != null) {
            values.problem(entry.key(), wrong);
        } else if (before != null) {
            values.problem(
                    entry.key(),
                    what + " " + name + " stands on line " + before.key().line() + " already; remove one of the two");
        }
    }

    private static String unknown(String name, List<String> known) {
        String all = "; the keys are " + String.join(", ", known);
        return "unknown key " + Quoted.of(name) + (name.length() > MAX_SLIP ? all : Suggestion.of(name, known, all));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Where a key stands; null where it does not. */
    @Nullable
    YamlNode key(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.key();
    }

    /** The value of a key; null where it does not stand there. */
    @Nullable
    YamlNode value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Passes on each key, in the file's order. */
    void forEach(BiConsumer<String, Entry> found) {
        entries.forEach(found);
    }
}
