package io.registryauth.rules;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part that one rule took in a decision. Immutable.
 *
 * @param subject the first of its subjects that is for whoever asked: a name or glob of {@code users}, the name of a group,
 *     or {@code true}
 * @param pattern the first of its patterns that matched; null where the rule is for all repositories, or denies what belongs
 *     to none
 */
public record RulePart(
        Rule rule, Kind kind, String subject, @Nullable String pattern, State state) {
    /** What kind of subject it is. */
    public enum Kind {
        USERS,
        GROUPS,
        ANONYMOUS
    }

    /** Whether the rule holds for whoever asked, and now. */
    public enum State {
        HOLDS,
        EXPIRED,
        EXCEPTED
    }

    /** Finds out about a rule that is for whoever asked. */
    static RulePart of(Rule rule, AccessRules rules, @Nullable String user, AccessRequest request, Instant now) {
        Requester requester = new Requester(user, user == null ? List.of() : rules.groupsOf(user));
        State state = !rule.holdsAt(now)
                ? State.EXPIRED
                : rule.effect() == Effect.DENY && rule.excepts(user) ? State.EXCEPTED : State.HOLDS;
        String pattern = pattern(rule, requester, request);
        if (user == null) {
            return new RulePart(rule, Kind.ANONYMOUS, "true", pattern, state);
        }
        for (Glob glob : rule.subjects().users()) {
            if (glob.matches(user)) {
                return new RulePart(rule, Kind.USERS, glob.text(), pattern, state);
            }
        }
        String group = rule.subjects().groups().stream()
                .filter(requester.groups()::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rule is for somebody else"));
        return new RulePart(rule, Kind.GROUPS, group, pattern, state);
    }

    private static @Nullable String pattern(Rule rule, Requester requester, AccessRequest request) {
        if (rule.scope() instanceof Scope.Paths scope) {
            return first(scope.patterns(), rule, requester, request.path());
        }
        Scope.Repositories scope = (Scope.Repositories) rule.scope();
        if (scope.isEverything()) {
            return null;
        }
        for (Access access : request.accesses()) {
            String repository = access.repository();
            String pattern = repository == null ? null : first(scope.patterns(), rule, requester, repository);
            if (pattern != null) {
                return pattern;
            }
        }
        return null;
    }

    private static @Nullable String first(List<PathPattern> patterns, Rule rule, Requester requester, String name) {
        for (PathPattern pattern : patterns) {
            PatternTree tree = new PatternTree();
            tree.add(pattern, rule);
            boolean[] matches = {false};
            tree.match(requester, name, found -> matches[0] = true);
            if (matches[0]) {
                return pattern.text();
            }
        }
        return null;
    }

    /** The first exception of the rule that is whoever asked; null where none is. */
    public @Nullable String exception(@Nullable String user) {
        Glob exception = rule.exception(user);
        return exception == null ? null : exception.text();
    }
}
