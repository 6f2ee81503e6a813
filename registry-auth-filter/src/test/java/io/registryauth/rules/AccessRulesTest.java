package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "admin,      PULL,   secret/keys,    true",
        "admin-ops,  DELETE, any/thing,      true",
        "alice,      PUSH,   team/app,       true",
        "alice,      PUSH,   team/app/deep,  true",
        "alice,      PUSH,   team,           false",
        "alice,      DELETE, team/app,       false",
        "alice,      PULL,   tools/builder,  true",
        "alice,      PULL,   tools/builder/x,false",
        "ci-7,       PUSH,   team/app,       true",
        "ci,         PUSH,   team/app,       false",
        "bob,        DELETE, home/bob/x,     true",
        "bob,        PULL,   home/bob,       false",
        "bob,        PULL,   home/alice/x,   false",
        "bob,        PULL,   team/app,       false",
        "contractor, PULL,   team/app,       true",
        "contractor, PUSH,   team/app,       false",
        "alice,      PULL,   secret/keys,    false"
    })
    void decidesAsTheFileReads(String user, Action action, String repository, boolean allowed) throws Exception {
        assertThat(decide(rules(RulesFiles.EXAMPLE), user, action, repository).isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void rightsEndWithTheLastInstantOfTheirDay() throws Exception {
        AccessRules rules = rules(RulesFiles.EXAMPLE);
        AccessRequest pull = request("GET", "/v2/team/app/manifests/1", new Access("team/app", Action.PULL));

        assertThat(rules.decide("contractor", pull, Instant.parse("2026-12-31T23:59:59.999Z"))
                        .isAllowed())
                .isTrue();
        assertThat(rules.decide("contractor", pull, Instant.parse("2027-01-01T00:00:00Z"))
                        .isAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/y", "..", "Bob", "bob/", "-", "*", "${user}", "bob%2f"})
    void aNameThatIsNoPathComponentReachesNoHome(String user) throws Exception {
        AccessRules rules = rules(RulesFiles.EXAMPLE);

        for (String repository : List.of("home/bob/x", "home/x/y/z", "home/x/y", "home/a")) {
            assertThat(decide(rules, user, Action.PULL, repository).isAllowed())
                    .as(repository)
                    .isFalse();
        }
    }

    @Test
    void aFileWithoutRulesAllowsNothingButToLogIn() throws Exception {
        AccessRules rules = rules("# nobody\n");

        assertThat(decide(rules, "admin", Action.PULL, "team/app").isAllowed()).isFalse();
        assertThat(rules.decide("admin", request("GET", "/v2/"), NOW).isAllowed())
                .isTrue();
        assertThat(rules.decide(null, request("GET", "/v2/"), NOW).isAllowed()).isFalse();
    }

    @Test
    void whoPushesMayLookButNotRead() throws Exception {
        AccessRules rules = rules("rules: [{users: [ci], repositories: [a], allow: [push]}]");
        Access pull = new Access("a", Action.PULL);

        assertThat(rules.decide("ci", request("HEAD", "/v2/a/manifests/1", pull), NOW)
                        .isAllowed())
                .isTrue();
        assertThat(rules.decide("ci", request("HEAD", "/v2/a/blobs/sha256:1", pull), NOW)
                        .isAllowed())
                .isTrue();
        assertThat(rules.decide("ci", request("GET", "/v2/a/manifests/1", pull), NOW)
                        .isAllowed())
                .isFalse();
        assertThat(rules.decide("ci", request("HEAD", "/v2/a/tags/list", pull), NOW)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void requestsWithoutCredentialsAreForRulesThatSaySo() throws Exception {
        AccessRules rules = rules("""
                rules:
                  - anonymous: true
                    repositories: [public/**]
                    allow: [pull]
                  - users: ["*"]
                    repositories: [team/**]
                    allow: [pull]
                """);

        assertThat(decide(rules, null, Action.PULL, "public/app").isAllowed()).isTrue();
        assertThat(decide(rules, null, Action.PULL, "team/app").isAllowed()).isFalse();
        assertThat(decide(rules, "anonymous", Action.PULL, "public/app").isAllowed())
                .isFalse();
        assertThat(decide(rules, "anonymous", Action.PULL, "team/app").isAllowed())
                .isTrue();
    }

    @Test
    void theWholeRegistryNeedsARuleForAllOfIt() throws Exception {
        AccessRules rules = rules("""
                rules:
                  - users: [admin, restricted]
                    allow: [pull, catalog]
                  - users: [team]
                    repositories: [team/**]
                    allow: [pull]
                  - users: [restricted]
                    repositories: [secret/**]
                    deny: [pull]
                """);

        assertThat(decide(rules, "admin", Action.CATALOG, null).isAllowed()).isTrue();
        assertThat(decide(rules, "admin", Action.PULL, null).isAllowed()).isTrue();
        assertThat(decide(rules, "team", Action.CATALOG, null).isAllowed()).isFalse();
        assertThat(decide(rules, "team", Action.PULL, null).isAllowed()).isFalse();
        assertThat(decide(rules, "restricted", Action.CATALOG, null).isAllowed())
                .isTrue();
        assertThat(decide(rules, "restricted", Action.PULL, null).isAllowed()).isFalse();
        assertThat(decide(rules, "admin", Action.UNKNOWN, null).isAllowed()).isFalse();
    }

    @Test
    void pathsOfAnApplicationAreForRulesOfTheirOwn() throws Exception {
        AccessRules rules = rules("""
                rules:
                  - users: ["*"]
                    paths: [/reports/**, "/home/${user}/*.html"]
                    methods: [GET, HEAD]
                  - users: [admin]
                    allow: [pull, push, delete, catalog]
                """);

        assertThat(rules.decide("bob", request("GET", "/reports/2026/1"), NOW).isAllowed())
                .isTrue();
        assertThat(rules.decide("bob", request("GET", "/home/bob/a.html"), NOW).isAllowed())
                .isTrue();
        for (String path : List.of("/reports", "/reports/", "/other", "/home/al/a.html", "/home/bob/a/b.html", "/")) {
            assertThat(rules.decide("bob", request("GET", path), NOW).isAllowed())
                    .as(path)
                    .isFalse();
        }
        assertThat(rules.decide("bob", request("POST", "/reports/1"), NOW).reason())
                .isEqualTo("bob may not POST /reports/1; no rule allows it");
        assertThat(rules.decide("admin", request("GET", "/other"), NOW).isAllowed())
                .isFalse();
        assertThat(rules.decide(null, request("GET", "/reports/1"), NOW).isAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice | DELETE | team/app | alice may pull and push team/app but not delete it; no rule allows delete",
                "alice | PULL | other | alice may not pull other; the rules give no right there",
                "alice | PULL | secret/x | alice may not pull secret/x; the rules give no right there",
                "alice | CATALOG | | alice may not list the repositories; no rule allows catalog",
                "alice | PULL | | alice may not pull what belongs to no repository; that needs a rule for all of them",
                "alice | UNKNOWN | | alice may not do this; it is no request that the rules know"
            })
    void aRefusalSaysWhoMayDoWhatAndWhatIsMissing(
            String user, Action action, @Nullable String repository, String reason) throws Exception {
        assertThat(decide(rules(RulesFiles.EXAMPLE), user, action, repository).reason())
                .isEqualTo(reason);
    }

    @Test
    void aRefusalByARuleSaysSoWhereSomethingElseIsAllowed() throws Exception {
        AccessRules rules = rules("""
                rules:
                  - {users: [alice], allow: [pull, push]}
                  - {users: [alice], repositories: [team/app], deny: [push]}
                """);

        assertThat(decide(rules, "alice", Action.PUSH, "team/app").reason())
                .isEqualTo("alice may pull team/app but not push it; a rule denies push");
    }

    @Test
    void namesTheRulesThatTookPartInTheFilesOrder() throws Exception {
        AccessRequest push = request("PUT", "/v2/secret/x/manifests/1", new Access("secret/x", Action.PUSH));

        assertThat(rules(RulesFiles.EXAMPLE).rulesFor("admin", push))
                .extracting(Rule::line)
                .containsExactly(4, 16);
        assertThat(rules(RulesFiles.EXAMPLE).rulesFor("nobody", push))
                .extracting(Rule::line)
                .containsExactly(16);
    }

    @Test
    void groupsComeFromTheGroupFileAsWell() throws Exception {
        RuleSet rules = RulesParser.parse(
                "access.yml", "rules: [{groups: [ops], repositories: [a], allow: [pull]}]".getBytes(UTF_8));
        AccessRules compiled = AccessRules.compile(rules, new Groups("groups", Map.of("ops", Set.of("olga"))));

        assertThat(decide(compiled, "olga", Action.PULL, "a").isAllowed()).isTrue();
        assertThat(decide(compiled, "otto", Action.PULL, "a").isAllowed()).isFalse();
        assertThat(compiled.groupsOf("olga")).containsExactly("ops");
    }

    @Test
    void groupsThatThereAreNotOrTwiceAreRefused() throws Exception {
        RuleSet rules = RulesParser.parse("access.yml", """
                groups:
                  release: [alice]
                rules:
                  - groups: [relaese]
                    allow: [pull]
                  - groups: [other]
                    allow: [pull]
                """.getBytes(UTF_8));

        assertThatThrownBy(() -> AccessRules.compile(rules, Groups.NONE))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("""
                        access.yml line 4: there is no group "relaese"; did you mean release?; define it under groups
                        access.yml line 6: there is no group "other"; define it under groups""");
        assertThatThrownBy(() -> AccessRules.compile(
                        rules, new Groups("team.groups", Map.of("release", Set.of("bob"), "other", Set.of()))))
                .hasMessage("""
                        access.yml line 2: the group "release" is in team.groups, too; remove one of the two
                        access.yml line 4: there is no group "relaese"; did you mean release?; define it under \
                        groups, or in team.groups""");
    }

    private static AccessRules rules(String yaml) throws InvalidFileException {
        return AccessRules.compile(RulesFiles.parse(yaml), Groups.NONE);
    }

    private static AccessRequest request(String method, String path, Access... accesses) {
        return new AccessRequest(method, path, List.of(accesses));
    }

    private static Decision decide(
            AccessRules rules, @Nullable String user, Action action, @Nullable String repository) {
        String method = action == Action.PULL ? "GET" : "PUT";
        return rules.decide(
                user, request(method, "/v2/" + repository + "/manifests/1", new Access(repository, action)), NOW);
    }
}
