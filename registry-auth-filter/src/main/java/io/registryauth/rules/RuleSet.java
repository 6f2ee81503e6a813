package io.registryauth.rules;

import java.util.List;
import java.util.Map;

/**
 * What stands in a rules file, with each part checked by itself. Immutable.
 *
 * @param file what messages call the file
 * @param groups the groups that it defines, by name: user names and globs of them
 * @param rules in the file's order, which means nothing
 */
public record RuleSet(String file, Map<String, Group> groups, List<Rule> rules) {
    public RuleSet {
        groups = Map.copyOf(groups);
        rules = List.copyOf(rules);
    }

    /**
     * A group.
     *
     * @param line where it is defined, from 1
     */
    public record Group(int line, List<Glob> members) {
        public Group {
            members = List.copyOf(members);
        }
    }
}
