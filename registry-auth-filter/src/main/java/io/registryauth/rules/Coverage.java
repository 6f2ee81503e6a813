package io.registryauth.rules;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rules leave nothing for others to do. It may miss one, such as where two rules do so together, and never names a
 * wrong one. Not thread-safe.
 *
 * <p>A rule is compared with those alone that are for one of its users and one of its names, so that ten thousand rules take
 * no more than a moment.
 */
final class Coverage {
    /** Stands for any characters: no rule can have it, so that only what takes any characters matches it. */
    private static final String ANY = "\uFFFF";

    private final PatternTree repositories = new PatternTree();
    private final PatternTree paths = new PatternTree();

    /** Where each rule stands; several may be on one line. */
    private final IdentityHashMap<Rule, Integer> places = new IdentityHashMap<>();

    private final Comparisons comparisons;

    Coverage(Collection<Rule> rules, Comparisons comparisons) {
        this.comparisons = comparisons;
        for (Rule rule : rules) {
            places.put(rule, places.size());
            patterns(rule).forEach(pattern -> tree(rule).add(pattern, rule));
        }
    }

    /** The first rule of the file that does already all that this one does; of two that do the same, the first is it. */
    @Nullable
    Rule sameAs(Rule rule) {
        return first(
                rule,
                // what is quick to tell comes first: ten thousand rules for the same may differ in their exceptions
                // alone
                other -> other.effect() == rule.effect()
                        && exceptsNoMore(other, rule)
                        && place(other) != place(rule)
                        && covers(other, rule)
                        && !(place(other) > place(rule) && covers(rule, other) && exceptsNoMore(rule, other)));
    }

    /** The first rule of the file that denies, to everybody, all that this one allows. */
    @Nullable
    Rule denying(Rule rule) {
        return rule.effect() == Effect.DENY
                ? null
                : first(
                        rule,
                        other -> other.effect() == Effect.DENY && other.except().isEmpty() && covers(other, rule));
    }

    private @Nullable Rule first(Rule rule, Predicate<Rule> wanted) {
        Requester requester = requester(rule.subjects());
        if (requester == null || patterns(rule).isEmpty()) {
            return null;
        }
        First first = new First(wanted);
        tree(rule).match(requester, name(patterns(rule).get(0), requester.name()), first::take);
        return first.found;
    }

    private int place(Rule rule) {
        return Objects.requireNonNull(places.get(rule));
    }

    /** The first rule in the file's order that is wanted. */
    private final class First {
        private final Predicate<Rule> wanted;
        private @Nullable Rule found;

        First(Predicate<Rule> wanted) {
            this.wanted = wanted;
        }

        void take(Rule rule) {
            if ((found == null || place(rule) < place(found)) && wanted.test(rule)) {
                found = rule;
            }
        }
    }

    /** Somebody of those whom a rule is for, as general as can be; null where it is for nobody. */
    private static @Nullable Requester requester(Subjects subjects) {
        if (!subjects.users().isEmpty()) {
            return new Requester(subjects.users().get(0).text().replace("*", ANY), List.of());
        }
        if (!subjects.groups().isEmpty()) {
            return new Requester(ANY, subjects.groups().subList(0, 1));
        }
        return subjects.anonymous() ? Requester.ANONYMOUS : null;
    }

    /** A name that a pattern matches, as general as can be. */
    private static String name(PathPattern pattern, @Nullable String user) {
        return String.join(
                "/",
                pattern.segments().stream()
                        .map(segment -> {
                            if (segment instanceof PathPattern.Segment.Text text) {
                                return text.glob().text().replace("*", ANY);
                            }
                            return segment instanceof PathPattern.Segment.User && user != null ? user : ANY;
                        })
                        .toList());
    }

    private PatternTree tree(Rule rule) {
        return rule.scope() instanceof Scope.Paths ? paths : repositories;
    }

    private static List<PathPattern> patterns(Rule rule) {
        return rule.scope() instanceof Scope.Paths scope
                ? scope.patterns()
                : ((Scope.Repositories) rule.scope()).patterns();
    }

    private boolean covers(Rule mine, Rule theirs) {
        return mine.holdsAsLongAs(theirs)
                && isAboutAsMuch(mine, theirs, comparisons)
                && isForAsMany(mine.subjects(), theirs.subjects());
    }

    static boolean isAboutAsMuch(Rule mine, Rule theirs, Comparisons comparisons) {
        return doesAsMuch(mine.scope(), theirs.scope()) && comparisons.coverPatterns(patterns(mine), patterns(theirs));
    }

    private static boolean doesAsMuch(Scope mine, Scope theirs) {
        if (mine instanceof Scope.Paths my && theirs instanceof Scope.Paths their) {
            return my.methods().containsAll(their.methods());
        }
        return mine instanceof Scope.Repositories my
                && theirs instanceof Scope.Repositories their
                && my.actions().containsAll(their.actions());
    }

    private boolean isForAsMany(Subjects mine, Subjects theirs) {
        boolean everybody = mine.isForEverybody();
        return (mine.anonymous() || !theirs.anonymous())
                && (everybody || mine.groups().containsAll(theirs.groups()))
                && (everybody || comparisons.coverGlobs(mine.users(), theirs.users()));
    }

    private boolean exceptsNoMore(Rule mine, Rule theirs) {
        return comparisons.coverGlobs(theirs.except(), mine.except());
    }
}
