package io.registryauth.rules;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rules leave nothing for others to do. It may miss one, such as where two rules do so together, and never names a
 * wrong one. Filled by one thread, and read by any number after that.
 *
 * <p>A rule is compared with those alone that are for one of its users and one of its names, so that ten thousand rules take
 * no more than a moment.
 */
final class Coverage {
    /** Stands for any characters: no rule can have it, so that only what takes any characters matches it. */
    private static final String ANY = "\uFFFF";

    /** So many are compared more quickly than they are put into a set. */
    private static final int FEW = 8;

    private final PatternTree repositories = new PatternTree();
    private final PatternTree paths = new PatternTree();

    /** Where each rule stands; several may be on one line. */
    private final IdentityHashMap<Rule, Integer> places = new IdentityHashMap<>();

    /** What is for requests without credentials. */
    private final List<Rule> anonymous = new ArrayList<>();

    Coverage(Collection<Rule> rules) {
        for (Rule rule : rules) {
            places.put(rule, places.size());
            if (rule.subjects().anonymous()) {
                anonymous.add(rule);
            }
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

    /**
     * The first rule of the file that allows to requests without credentials something that this one denies to all others;
     * null where it does not.
     */
    @Nullable
    Rule opening(Rule rule) {
        if (rule.effect() != Effect.DENY || rule.subjects().anonymous() || !isForEverybody(rule.subjects())) {
            return null;
        }
        Rule opening = null;
        for (Rule other : anonymous) {
            if (other.effect() == Effect.DENY && isAboutAsMuch(other, rule)) {
                return null;
            }
            if (opening == null && other.effect() == Effect.ALLOW && meet(other.scope(), rule.scope())) {
                opening = other;
            }
        }
        return opening;
    }

    private static boolean meet(Scope mine, Scope theirs) {
        return mine instanceof Scope.Repositories my
                && theirs instanceof Scope.Repositories their
                && !Collections.disjoint(my.actions(), their.actions())
                && my.patterns().stream().anyMatch(one -> their.patterns().stream()
                        .anyMatch(other -> one.covers(other) || other.covers(one)));
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

    private static boolean covers(Rule mine, Rule theirs) {
        return holdsAsLong(mine.until(), theirs.until())
                && isAboutAsMuch(mine, theirs)
                && isForAsMany(mine.subjects(), theirs.subjects());
    }

    private static boolean isAboutAsMuch(Rule mine, Rule theirs) {
        return doesAsMuch(mine.scope(), theirs.scope()) && all(patterns(mine), patterns(theirs), PathPattern::covers);
    }

    private static boolean holdsAsLong(@Nullable Instant mine, @Nullable Instant theirs) {
        return mine == null || (theirs != null && !mine.isBefore(theirs));
    }

    private static boolean doesAsMuch(Scope mine, Scope theirs) {
        if (mine instanceof Scope.Paths my && theirs instanceof Scope.Paths their) {
            return my.methods().containsAll(their.methods());
        }
        return mine instanceof Scope.Repositories my
                && theirs instanceof Scope.Repositories their
                && my.actions().containsAll(their.actions());
    }

    private static boolean isForAsMany(Subjects mine, Subjects theirs) {
        boolean everybody = isForEverybody(mine);
        return (mine.anonymous() || !theirs.anonymous())
                && (everybody || mine.groups().containsAll(theirs.groups()))
                && (everybody || all(mine.users(), theirs.users(), Glob::covers));
    }

    /** Whether it is for whoever has logged in. */
    private static boolean isForEverybody(Subjects subjects) {
        return subjects.users().stream().anyMatch(user -> user.text().equals("*"));
    }

    private static boolean exceptsNoMore(Rule mine, Rule theirs) {
        return all(theirs.except(), mine.except(), Glob::covers);
    }

    private interface Covers<T> {
        boolean test(T mine, T theirs);
    }

    private static <T> boolean all(List<T> mine, List<T> theirs, Covers<T> covers) {
        Set<T> same = theirs.size() > FEW ? new HashSet<>(mine) : Set.of();
        for (T their : theirs) {
            if (!same.contains(their) && !any(mine, their, covers)) {
                return false;
            }
        }
        return true;
    }

    private static <T> boolean any(List<T> mine, T their, Covers<T> covers) {
        for (T my : mine) {
            if (covers.test(my, their)) {
                return true;
            }
        }
        return false;
    }
}
