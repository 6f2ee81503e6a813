package io.registryauth.rules;

import java.util.BitSet;
import java.util.List;

/**
 * What repositories or paths a rule is for: segments with {@code /} between them, of which each must match. Immutable.
 *
 * @param text as a person wrote it
 */
public record PathPattern(String text, List<Segment> segments) {
    /** The text of a segment that stands for one or more segments. */
    static final String REST = "**";

    /** The text of a segment that is the name of whoever asks. */
    static final String USER = "${user}";

    /** Matches every repository. */
    static final PathPattern EVERYTHING = of(REST);

    /** Matched by nothing but itself. */
    private static final Segment EMPTY = new Segment.Text(new Glob(""));

    public PathPattern {
        segments = List.copyOf(segments);
    }

    /** One segment of a pattern. */
    sealed interface Segment {
        /** Matches one segment whose text the glob matches; an empty one only where the glob is empty, too. */
        record Text(Glob glob) implements Segment {}

        /** Matches one segment: the name of whoever asks. */
        record User() implements Segment {}

        /** Matches one or more segments, none of them empty. */
        record Rest() implements Segment {}
    }

    /** Takes a text apart without a look at what may stand in it. */
    static PathPattern of(String text) {
        return new PathPattern(
                text,
                List.of(text.split("/", -1)).stream().map(PathPattern::segment).toList());
    }

    private static Segment segment(String text) {
        return switch (text) {
            case REST -> new Segment.Rest();
            case USER -> new Segment.User();
            default -> new Segment.Text(new Glob(text));
        };
    }

    /** Whether this matches whatever the other one matches; it may say no where nobody would look closer. */
    boolean covers(PathPattern other) {
        BitSet covered = new BitSet();
        covered.set(0);
        for (Segment theirs : other.segments()) {
            covered = step(covered, theirs);
        }
        return covered.get(segments.size());
    }

    /** How many segments of this one may be used up after one more of the other one. */
    private BitSet step(BitSet before, Segment theirs) {
        BitSet after = new BitSet();
        for (int i = before.nextSetBit(0); i >= 0 && i < segments.size(); i = before.nextSetBit(i + 1)) {
            Segment mine = segments.get(i);
            if (covers(mine, theirs)) {
                after.set(i + 1);
                after.set(i, after.get(i) || mine instanceof Segment.Rest);
            }
        }
        return after;
    }

    private static boolean covers(Segment mine, Segment theirs) {
        if (mine.equals(theirs)) {
            return true;
        }
        if (theirs.equals(EMPTY)) {
            return false;
        }
        if (mine instanceof Segment.Text text) {
            boolean any = text.glob().text().equals("*") && theirs instanceof Segment.User;
            return any || (theirs instanceof Segment.Text other && text.glob().covers(other.glob()));
        }
        return mine instanceof Segment.Rest;
    }

    @Override
    public String toString() {
        return text;
    }
}
