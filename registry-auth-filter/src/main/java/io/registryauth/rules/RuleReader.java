package io.registryauth.rules;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.rules.YamlNode.Mapping;
import io.registryauth.rules.YamlNode.Scalar;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reader of one rule. What it answers counts only where it has noted no problem. */
final class RuleReader {
    private static final String USERS = "users";
    private static final String GROUPS = "groups";
    private static final String ANONYMOUS = "anonymous";
    private static final String REPOSITORIES = "repositories";
    private static final String PATHS = "paths";
    private static final String METHODS = "methods";
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";
    private static final String EXCEPT = "except";
    private static final String UNTIL = "until";

    static final List<String> KEYS =
            List.of(USERS, GROUPS, ANONYMOUS, REPOSITORIES, PATHS, METHODS, ALLOW, DENY, EXCEPT, UNTIL);

    private final Mapping rule;
    private final YamlKeys keys;
    private final YamlValues values;

    RuleReader(Mapping rule, YamlValues values) {
        this.rule = rule;
        this.keys = YamlKeys.of(rule, KEYS, values);
        this.values = values;
    }

    Rule read() {
        Subjects subjects = subjects();
        boolean paths = keys.has(PATHS);
        Scope scope = paths ? paths() : repositories();
        if (isForAnonymousAlone()) {
            refuseUser(paths ? PATHS : REPOSITORIES);
        }
        if (!paths && keys.has(EXCEPT) && !keys.has(DENY)) {
            problem(EXCEPT, "except belongs to rules that deny; remove it");
        }
        return new Rule(
                rule.line(), subjects, keys.has(DENY) ? Effect.DENY : Effect.ALLOW, scope, globs(EXCEPT), until());
    }

    private Subjects subjects() {
        if (!keys.has(USERS) && !keys.has(GROUPS) && !keys.has(ANONYMOUS)) {
            values.problem(rule, "the rule is for nobody; add users, groups or anonymous: true");
        }
        YamlNode anonymous = keys.value(ANONYMOUS);
        if (anonymous != null
                && !(anonymous instanceof YamlNode.Refused)
                && !(anonymous instanceof Scalar scalar && scalar.isTrue())) {
            values.problem(
                    anonymous, "anonymous can be true alone; write that, or remove anonymous where it is not meant");
        }
        return new Subjects(globs(USERS), texts(GROUPS, Names::groupProblem), anonymous != null);
    }

    private boolean isForAnonymousAlone() {
        return keys.has(ANONYMOUS) && !keys.has(USERS) && !keys.has(GROUPS);
    }

    private void refuseUser(String key) {
        if (keys.value(key) instanceof YamlNode.Sequence list) {
            for (YamlNode item : list.items()) {
                if (item instanceof Scalar pattern && pattern.text().contains(PathPattern.USER)) {
                    values.problem(
                            pattern,
                            "${user} matches nothing for requests without credentials; add users or groups, or remove it");
                }
            }
        }
    }

    private Scope paths() {
        for (String key : List.of(ALLOW, DENY, REPOSITORIES, EXCEPT)) {
            problem(key, "a rule with paths takes methods alone; remove " + key + ", or make two rules");
        }
        if (!keys.has(METHODS)) {
            values.problem(rule, "a rule with paths needs methods; add for example methods: [GET, HEAD]");
        }
        return new Scope.Paths(
                patterns(PATHS, PathPatterns::problem), Set.copyOf(texts(METHODS, ActionNames::methodProblem)));
    }

    private Scope repositories() {
        problem(METHODS, "methods belong to rules with paths; write allow: [pull] or other actions for repositories");
        if (keys.has(ALLOW) && keys.has(DENY)) {
            YamlNode allow = keys.key(ALLOW);
            problem(DENY, "the rule allows, too, on line " + (allow == null ? 0 : allow.line()) + "; make two rules");
        } else if (!keys.has(ALLOW) && !keys.has(DENY) && !keys.has(METHODS)) {
            values.problem(rule, "the rule neither allows nor denies; add allow or deny");
        }
        List<String> actions = new ArrayList<>(actions(ALLOW));
        actions.addAll(actions(DENY));
        List<PathPattern> patterns = keys.has(REPOSITORIES)
                ? patterns(REPOSITORIES, RepositoryPatterns::problem)
                : List.of(PathPattern.EVERYTHING);
        return new Scope.Repositories(patterns, ActionNames.actions(actions));
    }

    private List<String> actions(String key) {
        return texts(key, action -> {
            boolean misplaced = action.equals(Refusal.name(Action.CATALOG)) && keys.has(REPOSITORIES);
            return misplaced
                    ? "catalog lists the names of all repositories; move it to a rule without repositories"
                    : ActionNames.actionProblem(action);
        });
    }

    private @Nullable Instant until() {
        YamlNode value = keys.value(UNTIL);
        String text = value == null ? null : values.text(value, "behind until");
        String problem = text == null ? null : Expiry.problem(text);
        if (value != null && problem != null) {
            values.problem(value, problem);
        }
        return text == null ? null : Expiry.parse(text);
    }

    private List<Glob> globs(String key) {
        return texts(key, Names::userGlobProblem).stream().map(Glob::new).toList();
    }

    private List<PathPattern> patterns(String key, Check check) {
        return texts(key, check).stream().map(PathPattern::of).toList();
    }

    /** The texts of a key; none where it does not stand there. */
    private List<String> texts(String key, Check check) {
        YamlNode value = keys.value(key);
        return value == null ? List.of() : values.texts(key, value, check);
    }

    /** Notes a problem of a key, if it stands there. */
    private void problem(String key, String what) {
        YamlNode at = keys.key(key);
        if (at != null) {
            values.problem(at, what);
        }
    }
}
