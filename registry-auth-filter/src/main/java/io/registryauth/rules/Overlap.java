package io.registryauth.rules;

import io.registryauth.rules.PathPattern.Segment;

/** Whether there is something that two patterns match both. What {@code ${user}} stands for may be any segment. */
final class Overlap {
    private Overlap() {}

    static boolean of(PathPattern one, PathPattern other) {
        int n = one.segments().size();
        int m = other.segments().size();
        // [i][j]: whether the first i segments of the one and the first j of the other match the same
        boolean[][] reached = new boolean[n + 1][m + 1];
        reached[0][0] = true;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                Segment mine = one.segments().get(i);
                Segment theirs = other.segments().get(j);
                if (reached[i][j] && meet(mine, theirs)) {
                    reached[i + 1][j + 1] = true;
                    reached[i][j + 1] |= mine instanceof Segment.Rest;
                    reached[i + 1][j] |= theirs instanceof Segment.Rest;
                }
            }
        }
        return reached[n][m];
    }

    private static boolean meet(Segment mine, Segment theirs) {
        if (mine instanceof Segment.Text my && theirs instanceof Segment.Text their) {
            return of(my.glob().text(), their.glob().text());
        }
        return !isEmpty(mine) && !isEmpty(theirs);
    }

    private static boolean isEmpty(Segment segment) {
        return segment instanceof Segment.Text text && text.glob().text().isEmpty();
    }

    /** Of two globs. */
    static boolean of(String one, String other) {
        int n = one.length();
        int m = other.length();
        boolean[][] reached = new boolean[n + 1][m + 1];
        reached[0][0] = true;
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (reached[i][j]) {
                    boolean star = i < n && one.charAt(i) == '*';
                    boolean otherStar = j < m && other.charAt(j) == '*';
                    if (i < n && (star || otherStar)) {
                        reached[i + 1][j] = true;
                    }
                    if (j < m && (star || otherStar)) {
                        reached[i][j + 1] = true;
                    }
                    if (i < n && j < m && one.charAt(i) == other.charAt(j)) {
                        reached[i + 1][j + 1] = true;
                    }
                }
            }
        }
        return reached[n][m];
    }
}
