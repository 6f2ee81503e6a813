package io.registryauth.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Comparisons of what rules are for. There is a limit to how many are made, so that a file of very many patterns takes
 * seconds and not an hour; after it, all that is asked is answered with no. Not thread-safe.
 */
final class Comparisons {
    private static final int LIMIT = 200_000_000;

    /** A pattern of names takes some twenty times as long as a glob. */
    private static final int GLOB = 1;

    private static final int PATTERN = 20;

    /** So many are compared more quickly than they are put into a set. */
    private static final int FEW = 8;

    private int left = LIMIT;

    /** Whether the limit was met. */
    boolean areExhausted() {
        return left <= 0;
    }

    /** Whether what theirs match is all matched by mine. */
    boolean coverPatterns(List<PathPattern> mine, List<PathPattern> theirs) {
        return all(mine, theirs, PathPattern::covers, PATTERN);
    }

    /** Whether what theirs match is all matched by mine. */
    boolean coverGlobs(List<Glob> mine, List<Glob> theirs) {
        return all(mine, theirs, Glob::covers, GLOB);
    }

    /** Whether something is matched by mine and theirs. */
    boolean overlap(List<PathPattern> mine, List<PathPattern> theirs) {
        for (PathPattern their : theirs) {
            if (any(mine, their, Overlap::of, PATTERN)) {
                return true;
            }
        }
        return false;
    }

    private <T> boolean all(List<T> mine, List<T> theirs, BiPredicate<T, T> relation, int cost) {
        Set<T> same = theirs.size() > FEW ? new HashSet<>(mine) : Set.of();
        for (T their : theirs) {
            if (!same.contains(their) && !any(mine, their, relation, cost)) {
                return false;
            }
        }
        return true;
    }

    private <T> boolean any(List<T> mine, T their, BiPredicate<T, T> relation, int cost) {
        for (T my : mine) {
            left = Math.max(0, left - cost);
            if (left == 0) {
                return false;
            }
            if (relation.test(my, their)) {
                return true;
            }
        }
        return false;
    }
}
