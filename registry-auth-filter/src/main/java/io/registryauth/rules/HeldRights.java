package io.registryauth.rules;

import io.registryauth.registry.RepositoryName;
import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether there is anything at all that users may do. It may say yes where several rules deny together what one allows. */
final class HeldRights {
    private final AccessRules rules;
    private final SubjectIndex allowing = new SubjectIndex();
    private final SubjectIndex denying = new SubjectIndex();

    HeldRights(AccessRules rules, Instant now) {
        this.rules = rules;
        for (Rule rule : rules.source().rules()) {
            if (rule.holdsAt(now)) {
                (rule.effect() == Effect.ALLOW ? allowing : denying).add(rule);
            }
        }
    }

    /** Those among users who may do nothing, in their order. */
    List<String> without(Collection<String> users) {
        return users.stream().filter(user -> !hasSome(user)).toList();
    }

    private boolean hasSome(String user) {
        Requester requester = new Requester(user, rules.groupsOf(user));
        List<Rule> allowances = new ArrayList<>();
        allowing.match(requester, allowances::add);
        if (allowances.isEmpty()) {
            return false;
        }
        List<Rule> denials = new ArrayList<>();
        denying.match(requester, rule -> {
            if (!rule.excepts(user)) {
                denials.add(rule);
            }
        });
        return allowances.stream().anyMatch(rule -> gives(rule, user, denials));
    }

    private static boolean gives(Rule rule, String user, List<Rule> denials) {
        if (!(rule.scope() instanceof Scope.Repositories scope)) {
            return true;
        }
        return scope.patterns().stream()
                .anyMatch(pattern -> canMatch(pattern, user)
                        && scope.actions().stream().anyMatch(action -> denials.stream()
                                .noneMatch(denial -> denies(denial, pattern, action))));
    }

    /** A user whose name is no component of a repository's name has no home. */
    private static boolean canMatch(PathPattern pattern, String user) {
        return !pattern.segments().contains(new PathPattern.Segment.User())
                || (user.indexOf('/') < 0 && RepositoryName.isValid(user));
    }

    private static boolean denies(Rule denial, PathPattern pattern, Action action) {
        return denial.scope() instanceof Scope.Repositories scope
                && scope.actions().contains(action)
                && scope.patterns().stream().anyMatch(denied -> denied.covers(pattern));
    }
}
