package io.registryauth.rules;

import io.registryauth.rules.RuleWarning.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds what can hardly be meant in valid rules: rules that can never matter, and names and users without an effect. */
public final class RuleWarnings {
    private static final int SHOWN = 20;

    private final RuleSet rules;
    private final Instant now;
    private final List<RuleWarning> found = new ArrayList<>();

    private RuleWarnings(RuleSet rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /** What is odd about the rules alone, in the file's order. */
    public static List<RuleWarning> of(RuleSet rules, Instant now) {
        RuleWarnings warnings = new RuleWarnings(rules, now);
        List<Rule> holding =
                rules.rules().stream().filter(rule -> rule.holdsAt(now)).toList();
        Comparisons comparisons = new Comparisons();
        Coverage coverage = new Coverage(holding, comparisons);
        Openings openings = new Openings(holding, comparisons);
        rules.rules().forEach(rule -> warnings.check(rule, coverage, openings));
        if (comparisons.areExhausted()) {
            warnings.found.add(new RuleWarning(
                    Kind.NOT_COMPARED,
                    0,
                    rules.file()
                            + ": too many patterns to compare all rules with each other: there may be more rules that"
                            + " do not matter; use globs in place of single names",
                    List.of()));
        }
        return List.copyOf(warnings.found);
    }

    /**
     * What is odd about the rules beside those users that there are: first what stands in the rules file, in its order.
     *
     * @param users the names of all users
     */
    public static List<RuleWarning> of(AccessRules rules, Groups groups, Collection<String> users, Instant now) {
        RuleWarnings warnings = new RuleWarnings(rules.source(), now);
        warnings.checkNames(groups, Set.copyOf(users));
        warnings.checkRights(rules, users);
        return List.copyOf(warnings.found);
    }

    private void check(Rule rule, Coverage coverage, Openings openings) {
        if (!rule.holdsAt(now)) {
            warn(
                    Kind.EXPIRED,
                    rule.line(),
                    "this rule held until " + rule.expiry() + "; remove it, or set another date");
            return;
        }
        Rule same = coverage.sameAs(rule);
        if (same != null) {
            String does = rule.effect() == Rule.Effect.ALLOW ? "allows" : "denies";
            warn(
                    Kind.COVERED,
                    rule.line(),
                    "the rule in line " + same.line() + " " + does + " all of this already; remove this one");
        }
        Rule denying = coverage.denying(rule);
        if (denying != null) {
            warn(
                    Kind.DENIED,
                    rule.line(),
                    "the rule in line " + denying.line()
                            + " denies all that this one allows; remove one of them, or name exceptions there");
        }
        Rule opening = openings.of(rule);
        if (opening != null) {
            warn(
                    Kind.OPEN_TO_ANONYMOUS,
                    rule.line(),
                    "users: [\"*\"] are those who have logged in; the rule in line " + opening.line()
                            + " still allows something of this to requests without credentials; add anonymous: true here"
                            + " to deny it to them, too");
        }
    }

    private void checkNames(Groups groups, Set<String> users) {
        Map<Integer, Set<String>> missing = new TreeMap<>();
        for (Rule rule : rules.rules()) {
            missing(rule.line(), rule.subjects().users(), users, missing);
            missing(rule.line(), rule.except(), users, missing);
        }
        rules.groups().values().forEach(group -> missing(group.line(), group.members(), users, missing));
        missing.forEach((line, names) -> found.add(
                new RuleWarning(Kind.NO_SUCH_USER, line, where(line) + noSuchUser(names), List.copyOf(names))));
        groups.members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group -> checkGroup(groups.file(), group.getKey(), group.getValue(), users));
    }

    private void checkGroup(String file, String group, Set<String> members, Set<String> users) {
        List<String> names =
                members.stream().filter(name -> !users.contains(name)).sorted().toList();
        if (!names.isEmpty()) {
            String text = file + ": group " + group + ": " + noSuchUser(names);
            found.add(new RuleWarning(Kind.NO_SUCH_USER, 0, text, names));
        }
    }

    private static void missing(int line, List<Glob> names, Set<String> users, Map<Integer, Set<String>> missing) {
        for (Glob name : names) {
            if (name.isLiteral() && !users.contains(name.text())) {
                missing.computeIfAbsent(line, unused -> new LinkedHashSet<>()).add(name.text());
            }
        }
    }

    private static String noSuchUser(Collection<String> names) {
        return "there is no user " + some(names) + "; add such a user, or leave the name out";
    }

    private void checkRights(AccessRules rules, Collection<String> users) {
        List<String> without = new HeldRights(rules, now).without(users);
        if (!without.isEmpty()) {
            String text = rules.source().file() + ": no rule gives a right to " + some(without);
            found.add(new RuleWarning(Kind.NO_RIGHT, 0, text, without));
        }
    }

    private void warn(Kind kind, int line, String text) {
        found.add(new RuleWarning(kind, line, where(line) + text, List.of()));
    }

    private String where(int line) {
        return rules.file() + " line " + line + ": ";
    }

    private static String some(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
    }
}
