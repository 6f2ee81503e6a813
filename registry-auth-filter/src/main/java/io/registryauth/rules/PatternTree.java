package io.registryauth.rules;

import io.registryauth.rules.PathPattern.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules by the patterns that they are for, found in one pass over a name's segments, however many there are. Filled by one
 * thread, and read by any number after that.
 */
final class PatternTree {
    private final Node root = new Node(false);

    void add(PathPattern pattern, Rule rule) {
        Node node = root;
        for (Segment segment : pattern.segments()) {
            node = node.child(segment);
        }
        node.rules().add(rule);
    }

    /** Passes on each rule that is for somebody and a name; one that matches in several ways, several times. */
    void match(Requester requester, String name, Consumer<? super Rule> found) {
        List<Node> here = List.of(root);
        int start = 0;
        while (start <= name.length() && !here.isEmpty()) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            here = step(here, name.substring(start, end), requester.name());
            start = end + 1;
        }
        for (Node node : here) {
            if (node.rules != null) {
                node.rules.match(requester, found);
            }
        }
    }

    private static List<Node> step(List<Node> from, String segment, @Nullable String user) {
        List<Node> to = new ArrayList<>();
        for (Node node : from) {
            node.next(segment, user, to);
        }
        return to;
    }

    /** Where a pattern stands after some of its segments. */
    private static final class Node {
        /** Whether it is behind a segment that may stand for further ones. */
        private final boolean rest;

        private @Nullable GlobIndex<Node> texts;
        private @Nullable Node user;
        private @Nullable Node anything;
        private @Nullable SubjectIndex rules;

        Node(boolean rest) {
            this.rest = rest;
        }

        Node child(Segment segment) {
            if (segment instanceof Segment.Text text) {
                if (texts == null) {
                    texts = new GlobIndex<>();
                }
                return texts.at(text.glob(), () -> new Node(false));
            }
            if (segment instanceof Segment.User) {
                if (user == null) {
                    user = new Node(false);
                }
                return user;
            }
            if (anything == null) {
                anything = new Node(true);
            }
            return anything;
        }

        SubjectIndex rules() {
            if (rules == null) {
                rules = new SubjectIndex();
            }
            return rules;
        }

        /** Adds the nodes that one more segment leads to. */
        void next(String segment, @Nullable String name, List<Node> to) {
            if (texts != null) {
                texts.match(segment, to::add);
            }
            if (segment.isEmpty()) {
                return;
            }
            if (user != null && segment.equals(name)) {
                to.add(user);
            }
            if (anything != null && !to.contains(anything)) {
                to.add(anything);
            }
            if (rest && !to.contains(this)) {
                to.add(this);
            }
        }
    }
}
