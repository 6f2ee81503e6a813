package io.registryauth.rules;

import io.registryauth.registry.RequestPath;
import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the smallest additions to the rules that allow a request which they refuse. */
final class Remedies {
    private final AccessRules rules;
    private final @Nullable String user;
    private final Instant now;
    private final List<Remedy> found = new ArrayList<>();

    private Remedies(AccessRules rules, @Nullable String user, Instant now) {
        this.rules = rules;
        this.user = user;
        this.now = now;
    }

    /** All that is needed together; a {@link Remedy.None} where nothing helps. */
    static List<Remedy> of(AccessRules rules, @Nullable String user, AccessRequest request, Instant now) {
        String problem = user == null ? null : problem(user);
        if (problem != null) {
            return List.of(new Remedy.None("no rule can name this user: " + problem));
        }
        Remedies remedies = new Remedies(rules, user, now);
        if (request.accesses().isEmpty()) {
            remedies.addPath(request);
        }
        for (Access access : request.accesses()) {
            remedies.add(access, new AccessRequest(request.method(), request.path(), List.of(access)));
        }
        return remedies.found.stream()
                .filter(Remedy.None.class::isInstance)
                .findFirst()
                .map(none -> List.of(none))
                .orElse(List.copyOf(remedies.found));
    }

    private static @Nullable String problem(String user) {
        return new Glob(user).isLiteral() ? Names.userProblem(user) : "in a rule, * stands for any characters";
    }

    private void add(Access access, AccessRequest request) {
        Action action = access.action();
        if (rules.decide(user, request, now).isAllowed()) {
            return;
        }
        if (action == Action.UNKNOWN) {
            found.add(new Remedy.None("no rule can allow what is no request of a registry's"));
            return;
        }
        List<Rule> holding = rules.rulesFor(user, request).stream()
                .filter(rule -> rule.holdsAt(now) && isAbout(rule, action))
                .toList();
        holding.stream()
                .filter(rule -> rule.effect() == Effect.DENY && !rule.excepts(user))
                .forEach(this::except);
        if (holding.stream().noneMatch(rule -> rule.effect() == Effect.ALLOW)) {
            String repository = access.repository();
            PathPattern pattern = repository == null ? PathPattern.EVERYTHING : PathPattern.of(repository);
            allow(new Scope.Repositories(List.of(pattern), Set.of(action)));
        }
    }

    private static boolean isAbout(Rule rule, Action action) {
        return rule.scope() instanceof Scope.Repositories scope
                && scope.actions().contains(action);
    }

    private void except(Rule rule) {
        if (user == null) {
            found.add(new Remedy.None("the rule in line " + rule.line()
                    + " denies it to requests without credentials, and except names users alone"));
            return;
        }
        Remedy exception = new Remedy.Exemption(
                rule,
                Stream.concat(rule.except().stream(), Stream.of(new Glob(user))).toList());
        if (!found.contains(exception)) {
            found.add(exception);
        }
    }

    private void addPath(AccessRequest request) {
        String problem = ActionNames.methodProblem(request.method());
        if (RequestPath.isRegistry(request.path())) {
            found.add(new Remedy.None("it takes credentials, whatever the rules say"));
        } else if (problem != null) {
            found.add(new Remedy.None("no rule can name this method: " + problem));
        } else {
            allow(new Scope.Paths(List.of(PathPattern.of(escaped(request.path()))), Set.of(request.method())));
        }
    }

    /** A pattern knows no way to write what means something in it; a star matches that as well. */
    private static String escaped(String path) {
        return path.replace("${", "*").replaceAll("\\*+", "*");
    }

    private void allow(Scope scope) {
        Subjects subjects = user == null
                ? new Subjects(List.of(), List.of(), true)
                : new Subjects(List.of(new Glob(user)), List.of(), false);
        found.add(new Remedy.Addition(new Rule(0, subjects, Effect.ALLOW, scope, List.of(), null)));
    }
}
