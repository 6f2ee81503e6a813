package io.registryauth.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Values by globs, found by a name without a look at every glob: literal texts by the name itself, others by what stands
 * before their first star or behind their last. Filled by one thread, and read by any number after that.
 */
final class GlobIndex<V> {
    private final Map<String, V> literals = new HashMap<>();
    private final Map<Glob, V> globs = new HashMap<>();
    private final Buckets<V> byPrefix = new Buckets<>(true);
    private final Buckets<V> bySuffix = new Buckets<>(false);

    /** The value of a glob, which is made when there is none yet. */
    V at(Glob glob, Supplier<V> maker) {
        if (glob.isLiteral()) {
            return literals.computeIfAbsent(glob.text(), unused -> maker.get());
        }
        V value = globs.get(glob);
        if (value == null) {
            value = maker.get();
            globs.put(glob, value);
            Buckets<V> buckets = glob.prefix().isEmpty() ? bySuffix : byPrefix;
            buckets.add(glob, value);
        }
        return value;
    }

    /** Passes on the value of each glob that matches; of an empty name, only that of the empty glob. */
    void match(String name, Consumer<? super V> found) {
        V literal = literals.get(name);
        if (literal != null) {
            found.accept(literal);
        }
        if (!globs.isEmpty() && !name.isEmpty()) {
            byPrefix.match(name, found);
            bySuffix.match(name, found);
        }
    }

    /** Globs by the literal text at one of their ends. */
    private static final class Buckets<V> {
        private final boolean start;
        private final Map<String, List<Map.Entry<Glob, V>>> globs = new HashMap<>();
        private final TreeSet<Integer> lengths = new TreeSet<>();

        Buckets(boolean start) {
            this.start = start;
        }

        void add(Glob glob, V value) {
            String end = start ? glob.prefix() : glob.suffix();
            globs.computeIfAbsent(end, unused -> new ArrayList<>()).add(Map.entry(glob, value));
            lengths.add(end.length());
        }

        void match(String name, Consumer<? super V> found) {
            for (int length : lengths) {
                if (length > name.length()) {
                    return;
                }
                String end = start ? name.substring(0, length) : name.substring(name.length() - length);
                for (Map.Entry<Glob, V> glob : globs.getOrDefault(end, List.of())) {
                    if (glob.getKey().matches(name)) {
                        found.accept(glob.getValue());
                    }
                }
            }
        }
    }
}
