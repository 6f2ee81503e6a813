package io.registryauth.proxy.access;

import io.registryauth.rules.Glob;
import io.registryauth.rules.Rule;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What rules say, as it stands in a rules file. */
final class RuleText {
    private RuleText() {}

    /** The actions or methods that a rule is about. */
    static List<String> does(Rule rule) {
        return rule.scope() instanceof Scope.Paths scope
                ? scope.methods().stream().sorted().toList()
                : names(((Scope.Repositories) rule.scope()).actions());
    }

    /** What actions are called, in their usual order. */
    static List<String> names(Set<Action> actions) {
        return actions.stream()
                .sorted()
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The lines of a rule that allows. */
    static List<String> yaml(Rule rule) {
        List<String> lines = new ArrayList<>();
        lines.add(
                rule.subjects().anonymous()
                        ? "anonymous: true"
                        : "users: " + flow(texts(rule.subjects().users())));
        if (rule.scope() instanceof Scope.Paths scope) {
            lines.add("paths: " + flow(texts(scope.patterns())));
            lines.add("methods: " + flow(does(rule)));
        } else {
            Scope.Repositories scope = (Scope.Repositories) rule.scope();
            if (!scope.isEverything()) {
                lines.add("repositories: " + flow(texts(scope.patterns())));
            }
            lines.add("allow: " + flow(does(rule)));
        }
        List<String> item = new ArrayList<>();
        lines.forEach(line -> item.add((item.isEmpty() ? "- " : "  ") + line));
        return item;
    }

    /** The line of a rule's exceptions. */
    static String yamlExcept(List<Glob> except) {
        return "except: " + flow(texts(except));
    }

    static List<String> texts(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static String flow(List<String> values) {
        return "[" + String.join(", ", values.stream().map(Yaml::scalar).toList()) + "]";
    }
}
