package io.registryauth.htpasswd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What unknown users are verified against: one hash for each pair of scheme and cost that a file holds, chosen in
 * proportion to how many users have it, so that unknown names take as long as known ones do. Immutable.
 */
final class Decoys {
    /** In an order of their own, a change to the file moves few names from one pair to another. */
    private static final Comparator<StoredHash> BY_WORK = Comparator.comparingInt(StoredHash::cost)
            .thenComparing(hash -> hash.scheme().name());

    /** One hash for each pair, and up to which user, counted over all pairs, its share goes. */
    private final StoredHash[] samples;

    private final int[] ends;

    private Decoys(Map<StoredHash, int[]> shares) {
        samples = shares.keySet().toArray(StoredHash[]::new);
        ends = shares.values().stream().mapToInt(count -> count[0]).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
    }

    /** Counts the hashes of a file while it is read. Not thread-safe. */
    static final class Counter {
        private final Map<StoredHash, int[]> shares = new TreeMap<>(BY_WORK);

        // Most often a user's hash is like that of the user before.
        private @Nullable StoredHash last;
        private int[] count = new int[1];

        void add(StoredHash hash) {
            if (last == null || BY_WORK.compare(last, hash) != 0) {
                last = hash;
                count = shares.computeIfAbsent(hash, unused -> new int[1]);
            }
            count[0]++;
        }

        Decoys decoys() {
            return new Decoys(shares);
        }
    }

    /**
     * The hash at a place in the shares.
     *
     * @param place any number; equally spread numbers meet each pair as often as users have it
     * @return null when no user has a hash
     */
    @Nullable
    StoredHash at(int place) {
        if (ends.length == 0) {
            return null;
        }
        long users = ends[ends.length - 1];
        int user = 1 + (int) ((Integer.toUnsignedLong(place) * users) >>> Integer.SIZE);
        int found = Arrays.binarySearch(ends, user);
        return samples[found >= 0 ? found : -found - 1];
    }
}
