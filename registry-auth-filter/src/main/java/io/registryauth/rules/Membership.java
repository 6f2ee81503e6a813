package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.settings.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which groups a user is in: those of the rules file and those of the group file. Immutable once it is made. */
final class Membership {
    private final GlobIndex<List<String>> byPattern = new GlobIndex<>();
    private final Map<String, List<String>> byName = new HashMap<>();

    private Membership() {}

    /**
     * Puts the groups of both files together.
     *
     * @throws InvalidFileException when a rule names a group that there is not, or a group is in both files
     */
    static Membership of(RuleSet rules, Groups groups) throws InvalidFileException {
        FileProblems problems = new FileProblems(rules.file());
        check(rules, groups, problems);
        problems.throwIfAny();
        Membership membership = new Membership();
        rules.groups().forEach((name, group) -> {
            for (Glob member : group.members()) {
                membership.byPattern.at(member, ArrayList::new).add(name);
            }
        });
        groups.members().forEach((name, users) -> {
            for (String user : users) {
                membership
                        .byName
                        .computeIfAbsent(user, unused -> new ArrayList<>(1))
                        .add(name);
            }
        });
        return membership;
    }

    List<String> groupsOf(String user) {
        List<String> found = new ArrayList<>(byName.getOrDefault(user, List.of()));
        byPattern.match(user, found::addAll);
        return found;
    }

    /** Notes what in the rules file does not fit together with the groups. */
    static void check(RuleSet rules, Groups groups, FileProblems problems) {
        rules.groups().forEach((name, group) -> {
            if (groups.members().containsKey(name)) {
                problems.add(
                        group.line(),
                        "the group \"" + name + "\" is in " + groups.file() + ", too; remove one of the two");
            }
        });
        Set<String> known = new TreeSet<>(rules.groups().keySet());
        known.addAll(groups.members().keySet());
        for (Rule rule : rules.rules()) {
            for (String group : rule.subjects().groups()) {
                if (!known.contains(group)) {
                    problems.add(
                            rule.line(),
                            "there is no group \"" + group + "\"" + Suggestion.of(group, known)
                                    + "; define it under groups"
                                    + (groups.equals(Groups.NONE) ? "" : ", or in " + groups.file()));
                }
            }
        }
    }
}
