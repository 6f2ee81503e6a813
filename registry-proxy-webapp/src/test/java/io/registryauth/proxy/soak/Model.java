package io.registryauth.proxy.soak;

import io.registryauth.proxy.soak.Item.Kind;
import io.registryauth.proxy.soak.Item.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must be in the repositories of one worker. Not thread-safe. */
final class Model {
    private final Map<String, Item> items = new LinkedHashMap<>();

    List<Item> items() {
        return List.copyOf(items.values());
    }

    /** Notes what is known of something; what is unknown once stays so, since whatever it was may still happen. */
    void note(Item item, State state) {
        Item before = items.get(item.path());
        boolean lost = before != null && before.state() == State.UNKNOWN;
        items.put(item.path(), item.as(lost ? State.UNKNOWN : state));
    }

    /** Notes what became of a deletion. A registry forgets a manifest's tags together with it. */
    void noteDeletion(Item item, State state) {
        note(item, state);
        if (item.kind() == Kind.MANIFEST) {
            where(other -> other.kind() == Kind.TAG
                            && other.repository().equals(item.repository())
                            && other.digest().equals(item.digest()))
                    .forEach(tag -> note(tag, state));
        }
    }

    State state(Item item) {
        Item known = items.get(item.path());
        return known == null ? State.GONE : known.state();
    }

    /** Whether the blob that a manifest names is there. */
    boolean hasABlobOf(String repository, String manifest) {
        return !where(item -> item.kind() == Kind.BLOB
                        && item.state() == State.THERE
                        && item.repository().equals(repository)
                        && manifest.contains(item.digest()))
                .isEmpty();
    }

    private List<Item> where(Predicate<Item> condition) {
        return items.values().stream().filter(condition).toList();
    }

    /** One of those in a state; null where there is none. */
    @Nullable
    Item pick(SplittableRandom random, State state, Kind... kinds) {
        int dice = random.nextInt(Integer.MAX_VALUE);
        List<Kind> any = List.of(kinds);
        List<Item> candidates = where(item -> item.state() == state && any.contains(item.kind()));
        return candidates.isEmpty() ? null : candidates.get(dice % candidates.size());
    }
}
