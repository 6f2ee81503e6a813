package io.registryauth.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rules by whom they are for. Filled by one thread, and read by any number after that. */
final class SubjectIndex {
    private final GlobIndex<List<Rule>> byUser = new GlobIndex<>();
    private final Map<String, List<Rule>> byGroup = new HashMap<>();
    private final List<Rule> anonymous = new ArrayList<>();

    void add(Rule rule) {
        Subjects subjects = rule.subjects();
        subjects.users().forEach(user -> byUser.at(user, ArrayList::new).add(rule));
        subjects.groups().forEach(group -> byGroup.computeIfAbsent(group, unused -> new ArrayList<>())
                .add(rule));
        if (subjects.anonymous()) {
            anonymous.add(rule);
        }
    }

    /** Passes on each rule that is for somebody; one that names them in several ways, several times. */
    void match(Requester requester, Consumer<? super Rule> found) {
        if (requester.name() == null) {
            anonymous.forEach(found);
            return;
        }
        byUser.match(requester.name(), rules -> rules.forEach(found));
        if (!byGroup.isEmpty()) {
            for (String group : requester.groups()) {
                byGroup.getOrDefault(group, List.of()).forEach(found);
            }
        }
    }
}
