package io.registryauth.rules;

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
                text, List.of(text.split("/", -1)).stream().map(PathPattern::segment).toList());
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
        return covers(segments, other.segments());
    }

    private static boolean covers(List<Segment> mine, List<Segment> theirs) {
        if (mine.isEmpty() || theirs.isEmpty()) {
            return mine.isEmpty() && theirs.isEmpty();
        }
        Segment first = mine.get(0);
        List<Segment> others = theirs.subList(1, theirs.size());
        if (first instanceof Segment.Rest) {
            // it takes one more of theirs, as the last one or as one of several
            return covers(mine.subList(1, mine.size()), others) || covers(mine, others);
        }
        return covers(first, theirs.get(0)) && covers(mine.subList(1, mine.size()), others);
    }

    private static boolean covers(Segment mine, Segment theirs) {
        if (mine instanceof Segment.Text text) {
            boolean any = text.glob().text().equals("*") && theirs instanceof Segment.User;
            return any || (theirs instanceof Segment.Text other && text.glob().covers(other.glob()));
        }
        return mine.equals(theirs);
    }

    @Override
    public String toString() {
        return text;
    }
}
