package io.registryauth.htpasswd;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What unknown users are verified against: one hash for each pair of scheme and cost that a file holds, chosen in
 * proportion to how many users have it, so that unknown names take as long as known ones do. Immutable.
 */
final class Decoys {
    private record Work(Scheme scheme, int cost) {
        static Work of(StoredHash hash) {
            return new Work(hash.scheme(), hash.cost());
        }
    }

    private record Share(StoredHash sample, int users) {
        static Share one(StoredHash hash) {
            return new Share(hash, 1);
        }

        /** The sample of two equal shares is the one that stands first in the file. */
        Share plus(Share other) {
            return new Share(sample.line() < other.sample.line() ? sample : other.sample, users + other.users);
        }
    }

    private final List<Share> shares;
    private final long users;

    Decoys(Collection<StoredHash> hashes) {
        Map<Work, Share> byWork = new LinkedHashMap<>();
        for (StoredHash hash : hashes) {
            byWork.merge(Work.of(hash), Share.one(hash), Share::plus);
        }
        // In an order of their own, a change to the file moves few names from one share to another.
        shares = byWork.values().stream()
                .sorted(Comparator.comparing(
                                (Share share) -> share.sample().scheme().name())
                        .thenComparing(share -> share.sample().cost()))
                .toList();
        users = hashes.size();
    }

    /**
     * The hash at a place in the shares.
     *
     * @param place any number; equally spread numbers meet each pair as often as users have it
     * @return null when no user has a hash
     */
    @Nullable
    StoredHash at(int place) {
        long rest = Integer.toUnsignedLong(place) * users >>> Integer.SIZE;
        for (Share share : shares) {
            rest -= share.users();
            if (rest < 0) {
                return share.sample();
            }
        }
        return null;
    }
}
