package io.registryauth.rules;

import io.registryauth.registry.RequestPath;
import io.registryauth.registry.RequestTarget;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules and groups, compiled: a decision takes a few look-ups, however many rules there are. Immutable once it is made, and
 * thread-safe.
 */
public final class AccessRules {
    private final RuleSet source;
    private final Membership membership;
    private final PatternTree repositories = new PatternTree();
    private final PatternTree paths = new PatternTree();
    /** Of requests that name no repository: what allows everything, and whatever denies. */
    private final SubjectIndex everywhere = new SubjectIndex();

    private AccessRules(RuleSet source, Membership membership) {
        this.source = source;
        this.membership = membership;
    }

    /**
     * Compiles rules.
     *
     * @throws InvalidFileException when a rule names a group that there is not, or a group is in both files
     */
    public static AccessRules compile(RuleSet rules, Groups groups) throws InvalidFileException {
        AccessRules compiled = new AccessRules(rules, Membership.of(rules, groups));
        rules.rules().forEach(compiled::add);
        return compiled;
    }

    private void add(Rule rule) {
        if (rule.scope() instanceof Scope.Paths scope) {
            scope.patterns().forEach(pattern -> paths.add(pattern, rule));
        } else if (rule.scope() instanceof Scope.Repositories scope) {
            scope.patterns().forEach(pattern -> repositories.add(pattern, rule));
            if (rule.effect() == Effect.DENY || scope.isEverything()) {
                everywhere.add(rule);
            }
        }
    }

    /** The file that they come from, as it was read. */
    public RuleSet source() {
        return source;
    }

    /** The groups that a user is in. */
    public List<String> groupsOf(String user) {
        return membership.groupsOf(user);
    }

    /**
     * Decides on a request.
     *
     * @param user null for a request without credentials
     */
    public Decision decide(@Nullable String user, AccessRequest request, Instant now) {
        if (request.accesses().isEmpty()) {
            return decideOnPath(user, request, now);
        }
        Requester requester = requester(user);
        for (Access access : request.accesses()) {
            Rights rights = rights(requester, access.repository(), now);
            if (!may(rights, access.action(), request)) {
                return Decision.denied(Refusal.sentence(user, access, rights));
            }
        }
        return Decision.allowed();
    }

    /**
     * What somebody may do.
     *
     * @param user null for requests without credentials
     * @param repository null for what concerns the whole registry
     */
    public Rights rights(@Nullable String user, @Nullable String repository, Instant now) {
        return rights(requester(user), repository, now);
    }

    /**
     * The rules that took part in a decision, in the file's order; those among them that hold no longer would have.
     *
     * @param user null for a request without credentials
     */
    public List<Rule> rulesFor(@Nullable String user, AccessRequest request) {
        Requester requester = requester(user);
        Set<Rule> found = new LinkedHashSet<>();
        if (isOfApplication(request)) {
            matchPath(requester, request, found::add);
        }
        for (Access access : request.accesses()) {
            match(requester, access.repository(), found::add);
        }
        List<Rule> ordered = new ArrayList<>(source.rules());
        ordered.retainAll(found);
        return ordered;
    }

    private Decision decideOnPath(@Nullable String user, AccessRequest request, Instant now) {
        if (!isOfApplication(request)) {
            return user == null ? Decision.denied(Refusal.AUTHENTICATION_REQUIRED) : Decision.allowed();
        }
        boolean[] allowed = {false};
        matchPath(requester(user), request, rule -> allowed[0] |= rule.holdsAt(now));
        return allowed[0] ? Decision.allowed() : Decision.denied(Refusal.sentence(user, request));
    }

    private static boolean isOfApplication(AccessRequest request) {
        return request.accesses().isEmpty() && !RequestPath.isRegistry(request.path());
    }

    private void matchPath(Requester requester, AccessRequest request, Consumer<Rule> found) {
        paths.match(requester, request.path(), rule -> {
            if (rule.scope() instanceof Scope.Paths scope && scope.methods().contains(request.method())) {
                found.accept(rule);
            }
        });
    }

    /** Clients look for what is there before they push; what they see of it tells them no more than a push would. */
    private static boolean may(Rights rights, Action action, AccessRequest request) {
        return rights.may(action)
                || (action == Action.PULL && rights.may(Action.PUSH) && RequestTarget.isLook(request));
    }

    private Rights rights(Requester requester, @Nullable String repository, Instant now) {
        Rights rights = new Rights();
        match(requester, repository, rule -> gather(rule, requester, now, rights));
        return rights;
    }

    private void match(Requester requester, @Nullable String repository, Consumer<Rule> found) {
        if (repository == null) {
            everywhere.match(requester, found);
        } else {
            repositories.match(requester, repository, found);
        }
    }

    private static void gather(Rule rule, Requester requester, Instant now, Rights rights) {
        if (!rule.holdsAt(now) || !(rule.scope() instanceof Scope.Repositories scope)) {
            return;
        }
        if (rule.effect() == Effect.ALLOW) {
            rights.allow(scope.actions());
        } else if (!rule.excepts(requester.name())) {
            rights.deny(scope.actions());
        }
    }

    private Requester requester(@Nullable String user) {
        return user == null ? Requester.ANONYMOUS : new Requester(user, membership.groupsOf(user));
    }
}
