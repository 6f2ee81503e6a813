package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The compiled rules decide as an interpreter that reads them one by one. */
class AccessRulesModelTest {
    private static final String SEED = "40104";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> USERS = List.of("a", "b", "ab", "ba", "A", "x/y", "-", "*", "${user}");
    static final Map<String, Set<String>> GROUP_FILE = Map.of("file", Set.of("b", "x/y"), "empty", Set.of());
    private static final Map<String, RuleSet.Group> GROUPS =
            Map.of("in", new RuleSet.Group(1, List.of(new Glob("a*"), new Glob("b"))));

    @Property(tries = 5000, seed = SEED)
    void decideAsAnInterpreter(@ForAll("ruleSets") RuleSet rules, @ForAll("requests") List<Asked> requests)
            throws InvalidFileException {
        AccessRules compiled = AccessRules.compile(rules, new Groups("groups", GROUP_FILE));
        Interpreter interpreter = new Interpreter(rules, GROUP_FILE, NOW);

        for (Asked asked : requests) {
            assertThat(compiled.decide(asked.user(), asked.request(), NOW).isAllowed())
                    .as("%s by %s", asked, rules)
                    .isEqualTo(interpreter.allows(asked.user(), asked.request()));
        }
    }

    /** Somebody, or null, and what they ask for. */
    record Asked(@Nullable String user, AccessRequest request) {}

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        return rules().list().ofMaxSize(6).map(rules -> new RuleSet("access.yml", GROUPS, rules));
    }

    @Provide
    Arbitrary<List<Asked>> requests() {
        Arbitrary<AccessRequest> requests = Arbitraries.oneOf(
                repositoryRequests(), mounts(), applicationRequests(), Arbitraries.of(wholeRegistry()));
        return Combinators.combine(Arbitraries.of(USERS).injectNull(0.2), requests)
                .as(Asked::new)
                .list()
                .ofSize(10);
    }

    private static Arbitrary<Rule> rules() {
        return Combinators.combine(subjects(), Arbitraries.of(true, true, false), scopes(), userGlobs(), untils())
                .as(AccessRulesModelTest::rule);
    }

    private static Rule rule(
            Subjects subjects, boolean allow, Rule.Scope scope, List<Glob> except, @Nullable Instant until) {
        boolean allows = allow || scope instanceof Rule.Scope.Paths;
        return new Rule(
                1, subjects, allows ? Rule.Effect.ALLOW : Rule.Effect.DENY, scope, allows ? List.of() : except, until);
    }

    private static Arbitrary<Subjects> subjects() {
        Arbitrary<List<String>> groups =
                Arbitraries.of("in", "file", "empty").list().uniqueElements().ofMaxSize(2);
        return Combinators.combine(userGlobs(), groups, Arbitraries.of(true, false, false))
                .as(Subjects::new);
    }

    private static Arbitrary<List<Glob>> userGlobs() {
        return Arbitraries.of("a", "b", "ab", "*", "a*", "*b", "a*b", "*a*", "x/y", "x*")
                .map(Glob::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<@Nullable Instant> untils() {
        return Arbitraries.of(NOW, NOW.minusNanos(1), NOW.plusNanos(1)).injectNull(0.6);
    }

    private static Arbitrary<Rule.Scope> scopes() {
        Arbitrary<Set<Action>> actions =
                Arbitraries.of(Action.PULL, Action.PUSH, Action.DELETE).set().ofMinSize(1);
        Arbitrary<Rule.Scope> some = Combinators.combine(patterns(""), actions).as(Rule.Scope.Repositories::new);
        Arbitrary<Rule.Scope> all = Arbitraries.of(Action.PULL, Action.PUSH, Action.DELETE, Action.CATALOG)
                .set()
                .ofMinSize(1)
                .map(any -> new Rule.Scope.Repositories(List.of(PathPattern.EVERYTHING), any));
        Arbitrary<Rule.Scope> paths = Combinators.combine(
                        patterns("/"), Arbitraries.of("GET", "PUT").set().ofMinSize(1))
                .as(Rule.Scope.Paths::new);
        return Arbitraries.oneOf(some, some, all, paths);
    }

    private static Arbitrary<List<PathPattern>> patterns(String start) {
        return Arbitraries.of("a", "b", "ab", "*", "a*", "*b", "a*b", "*a*", "**", "${user}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> PathPattern.of(start + String.join("/", segments)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "ab", "ba", "aab")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> String.join("/", segments));
    }

    private static Arbitrary<AccessRequest> repositoryRequests() {
        return Combinators.combine(names(), Arbitraries.of(Kind.values())).as((name, kind) -> kind.on(name));
    }

    private static Arbitrary<AccessRequest> mounts() {
        return Combinators.combine(names(), names())
                .as((to, from) -> new AccessRequest(
                        "POST",
                        "/v2/" + to + "/blobs/uploads/",
                        List.of(new Access(to, Action.PUSH), new Access(from, Action.PULL))));
    }

    private static Arbitrary<AccessRequest> applicationRequests() {
        return Combinators.combine(Arbitraries.of("GET", "PUT", "HEAD"), names(), Arbitraries.of("", "", "/"))
                .as((method, name, end) -> new AccessRequest(method, "/" + name + end, List.of()));
    }

    private static List<AccessRequest> wholeRegistry() {
        return List.of(
                new AccessRequest("GET", "/v2/", List.of()),
                new AccessRequest("GET", "/v2/_catalog", List.of(new Access(null, Action.CATALOG))),
                new AccessRequest("GET", "/v1/images/1/json", List.of(new Access(null, Action.PULL))),
                new AccessRequest("DELETE", "/v1/images/1/json", List.of(new Access(null, Action.DELETE))),
                new AccessRequest("GET", "/v2/_unknown", List.of(new Access(null, Action.UNKNOWN))));
    }

    /** What is asked of a repository. */
    private enum Kind {
        GET_MANIFEST("GET", "manifests/1", Action.PULL),
        HEAD_MANIFEST("HEAD", "manifests/1", Action.PULL),
        HEAD_TAGS("HEAD", "tags/list", Action.PULL),
        PUT_MANIFEST("PUT", "manifests/1", Action.PUSH),
        GET_UPLOAD("GET", "blobs/uploads/1", Action.PUSH),
        DELETE_MANIFEST("DELETE", "manifests/1", Action.DELETE);

        private final String method;
        private final String rest;
        private final Action action;

        Kind(String method, String rest, Action action) {
            this.method = method;
            this.rest = rest;
            this.action = action;
        }

        AccessRequest on(String repository) {
            return new AccessRequest(method, "/v2/" + repository + "/" + rest, List.of(new Access(repository, action)));
        }
    }

    /** Reads the rules one by one, and their patterns as regular expressions. */
    private record Interpreter(RuleSet rules, Map<String, Set<String>> groupFile, Instant now) {
        boolean allows(@Nullable String user, AccessRequest request) {
            if (request.accesses().isEmpty()) {
                return request.path().equals("/v2/") ? user != null : allowsPath(user, request);
            }
            return request.accesses().stream().allMatch(access -> allows(user, access, request));
        }

        private boolean allowsPath(@Nullable String user, AccessRequest request) {
            return rules.rules().stream()
                    .filter(rule -> isFor(rule, user))
                    .map(Rule::scope)
                    .filter(Rule.Scope.Paths.class::isInstance)
                    .map(Rule.Scope.Paths.class::cast)
                    .filter(paths -> paths.methods().contains(request.method()))
                    .anyMatch(paths -> matchesAny(paths.patterns(), user, request.path()));
        }

        private boolean allows(@Nullable String user, Access access, AccessRequest request) {
            boolean look = request.method().equals("HEAD") && request.path().contains("/manifests/");
            return may(user, access.repository(), access.action())
                    || (look && access.action() == Action.PULL && may(user, access.repository(), Action.PUSH));
        }

        private boolean may(@Nullable String user, @Nullable String repository, Action action) {
            return some(Rule.Effect.ALLOW, user, repository, action)
                    && !some(Rule.Effect.DENY, user, repository, action);
        }

        private boolean some(Rule.Effect effect, @Nullable String user, @Nullable String repository, Action action) {
            return rules.rules().stream()
                    .filter(rule -> rule.effect() == effect && isFor(rule, user))
                    .filter(rule -> effect == Rule.Effect.ALLOW || !matchesAnyName(rule.except(), user))
                    .map(Rule::scope)
                    .filter(Rule.Scope.Repositories.class::isInstance)
                    .map(Rule.Scope.Repositories.class::cast)
                    .filter(scope -> scope.actions().contains(action))
                    .anyMatch(scope -> repository == null
                            ? effect == Rule.Effect.DENY || scope.patterns().contains(PathPattern.of("**"))
                            : matchesAny(scope.patterns(), user, repository));
        }

        private boolean isFor(Rule rule, @Nullable String user) {
            Subjects subjects = rule.subjects();
            boolean holds = rule.until() == null || !rule.until().isBefore(now);
            return holds
                    && (user == null
                            ? subjects.anonymous()
                            : matchesAnyName(subjects.users(), user)
                                    || subjects.groups().stream().anyMatch(group -> isIn(group, user)));
        }

        private boolean isIn(String group, String user) {
            return groupFile.getOrDefault(group, Set.of()).contains(user)
                    || (rules.groups().containsKey(group)
                            && matchesAnyName(rules.groups().get(group).members(), user));
        }

        private static boolean matchesAnyName(List<Glob> globs, @Nullable String user) {
            return user != null && globs.stream().anyMatch(glob -> user.matches(regex(glob.text(), ".*")));
        }

        private static boolean matchesAny(List<PathPattern> patterns, @Nullable String user, String name) {
            return patterns.stream().anyMatch(pattern -> name.matches(regex(pattern, user)));
        }

        private static String regex(PathPattern pattern, @Nullable String user) {
            return List.of(pattern.text().split("/", -1)).stream()
                    .map(segment -> switch (segment) {
                        case "**" -> "[^/]+(/[^/]+)*";
                        case "${user}" -> user == null || user.contains("/") ? "(?!)" : Pattern.quote(user);
                        case "" -> "";
                        default -> "(?=[^/])" + regex(segment, "[^/]*");
                    })
                    .collect(Collectors.joining("/"));
        }

        private static String regex(String glob, String star) {
            return List.of(glob.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(star));
        }
    }
}
