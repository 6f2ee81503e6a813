package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registryauth.registry.RequestTarget;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.rules.RulePart.Kind;
import io.registryauth.rules.RulePart.State;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private static final String RULES = """
            groups:
              release: [alice, ci-*]
            rules:
              - users: [admin, admin-*]
                allow: [pull, push, delete, catalog]
              - groups: [release]
                repositories: [tools/builder, team/**]
                allow: [pull, push]
              - users: [bob, "*"]
                repositories: ["home/${user}/**"]
                allow: [pull]
              - users: [alice]
                repositories: [team/app]
                allow: [delete]
                until: 2026-06-30
              - users: ["*"]
                anonymous: true
                repositories: [secret/**]
                deny: [pull, push]
                except: [ops, admin-*]
              - anonymous: true
                repositories: [public/**]
                allow: [pull]
              - users: ["*"]
                paths: [/reports/**]
                methods: [GET, HEAD]
            """;

    @Test
    void namesEveryRuleThatTookPartAndHowItMatched() throws Exception {
        Explanation explanation = explain("alice", "DELETE", "/v2/team/app/manifests/1");

        assertThat(explanation.allowed()).isFalse();
        assertThat(explanation.sentence())
                .isEqualTo("alice may pull and push team/app but not delete it; no rule allows delete");
        assertThat(explanation.parts())
                .extracting(
                        part -> part.rule().line(),
                        RulePart::kind,
                        RulePart::subject,
                        RulePart::pattern,
                        RulePart::state)
                .containsExactly(
                        tuple(6, Kind.GROUPS, "release", "team/**", State.HOLDS),
                        tuple(12, Kind.USERS, "alice", "team/app", State.EXPIRED));
    }

    @Test
    void namesTheExceptionAndTheGlobThatMatched() throws Exception {
        Explanation explanation = explain("admin-eve", "GET", "/v2/secret/x/manifests/1");

        assertThat(explanation.allowed()).isTrue();
        assertThat(explanation.sentence()).isEqualTo("admin-eve may pull secret/x");
        assertThat(explanation.remedy()).isEmpty();
        assertThat(explanation.parts())
                .extracting(
                        part -> part.rule().line(),
                        RulePart::subject,
                        RulePart::pattern,
                        RulePart::state,
                        part -> part.exception("admin-eve"))
                .containsExactly(
                        tuple(4, "admin-*", null, State.HOLDS, null),
                        tuple(16, "*", "secret/**", State.EXCEPTED, "admin-*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bob | GET | /v2/home/bob/x/manifests/1 | bob may pull home/bob/x",
                "admin | GET | /v2/_catalog | admin may list the repositories",
                "admin-1 | GET | /v1/images/1/json | admin-1 may pull what belongs to no repository",
                "bob | GET | /v2/ | bob may GET /v2/",
                "bob | GET | /reports/caf%C3%A9 | bob may GET /reports/caf\u00e9",
                "    | GET | /v2/public/x/tags/list | a request without credentials may pull public/x",
                "ci-1 | POST | /v2/team/a/blobs/uploads/?mount=DIGEST&from=team/b | ci-1 may push team/a and pull team/b"
            })
    void saysWhatIsAllowed(@Nullable String user, String method, String target, String sentence) throws Exception {
        Explanation explanation = explain(user, method, target.replace("DIGEST", DIGEST));

        assertThat(explanation.allowed()).isTrue();
        assertThat(explanation.sentence()).isEqualTo(sentence);
        assertThat(explanation.declinedMount()).isNull();
    }

    @Test
    void aMountThatIsDeclinedIsAnUpload() throws Exception {
        Explanation explanation =
                explain("alice", "POST", "/v2/team/a/blobs/uploads/?mount=" + DIGEST + "&from=secret/b");

        assertThat(explanation.allowed()).isTrue();
        assertThat(explanation.sentence()).isEqualTo("alice may push team/a");
        assertThat(explanation.declinedMount()).isEqualTo("alice may not pull secret/b; the rules give no right there");
        assertThat(explanation.parts())
                .extracting(part -> part.rule().line(), RulePart::pattern)
                .containsExactly(tuple(6, "team/**"), tuple(16, "secret/**"));
    }

    @Test
    void aMountThatMayNotBePushedIsToldOfThePush() throws Exception {
        Explanation explanation =
                explain("bob", "POST", "/v2/team/a/blobs/uploads/?mount=" + DIGEST + "&from=home/bob/b");

        assertThat(explanation.allowed()).isFalse();
        assertThat(explanation.declinedMount()).isNull();
        assertThat(explanation.sentence()).isEqualTo("bob may not push team/a; the rules give no right there");
        assertThat(explanation.remedy())
                .containsExactly(addition(
                        "bob", new Scope.Repositories(List.of(PathPattern.of("team/a")), Set.of(Action.PUSH))));
    }

    @Test
    void theSmallestAdditionIsOneRuleForOneUser() throws Exception {
        assertThat(explain("carol", "HEAD", "/v2/team/app/manifests/1").remedy())
                .containsExactly(addition(
                        "carol", new Scope.Repositories(List.of(PathPattern.of("team/app")), Set.of(Action.PULL))));
        assertThat(explain("carol", "GET", "/v2/_catalog").remedy())
                .containsExactly(addition(
                        "carol", new Scope.Repositories(List.of(PathPattern.EVERYTHING), Set.of(Action.CATALOG))));
        assertThat(explain("carol", "POST", "/reports/x").remedy())
                .containsExactly(
                        addition("carol", new Scope.Paths(List.of(PathPattern.of("/reports/x")), Set.of("POST"))));
        assertThat(explain(null, "GET", "/v2/team/app/manifests/1").remedy())
                .containsExactly(addition(
                        null, new Scope.Repositories(List.of(PathPattern.of("team/app")), Set.of(Action.PULL))));
    }

    @Test
    void whatAPathMayNotSayInARuleIsLeftOpen() throws Exception {
        assertThat(explain("carol", "GET", "/a**b/${user}/x$%7By").remedy())
                .containsExactly(
                        addition("carol", new Scope.Paths(List.of(PathPattern.of("/a*b/*user}/x*y")), Set.of("GET"))));
    }

    @Test
    void whereARuleDeniesItsExceptionsGrow() throws Exception {
        Explanation explanation = explain("bob", "PUT", "/v2/secret/x/manifests/1");

        assertThat(explanation.remedy()).hasSize(2);
        assertThat(explanation.remedy().get(0)).isInstanceOfSatisfying(Remedy.Exemption.class, exception -> {
            assertThat(exception.rule().line()).isEqualTo(16);
            assertThat(exception.except()).extracting(Glob::text).containsExactly("ops", "admin-*", "bob");
        });
        assertThat(explanation.remedy().get(1)).isInstanceOf(Remedy.Addition.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    | GET | /v2/secret/x/manifests/1 | the rule in line 16 denies it to requests without credentials, and"
                        + " except names users alone",
                "    | GET | /v2/ | it takes credentials, whatever the rules say",
                "bob | GET | /v2/_unknown | no rule can allow what is no request of a registry's",
                "bob | get | /x | no rule can name this method: methods are written in upper case; write GET",
                "b*b | GET | /x | no rule can name this user: in a rule, * stands for any characters",
                "b:b | GET | /x | no rule can name this user: the user name \"b:b\" has a colon, which no user name can have;"
                        + " remove it"
            })
    void whereNothingHelpsItSaysWhy(@Nullable String user, String method, String target, String reason)
            throws Exception {
        assertThat(explain(user, method, target).remedy()).containsExactly(new Remedy.None(reason));
    }

    private static Remedy addition(@Nullable String user, Scope scope) {
        Subjects subjects = user == null
                ? new Subjects(List.of(), List.of(), true)
                : new Subjects(List.of(new Glob(user)), List.of(), false);
        return new Remedy.Addition(new Rule(0, subjects, Rule.Effect.ALLOW, scope, List.of(), null));
    }

    private static Explanation explain(@Nullable String user, String method, String target) throws Exception {
        return Explanation.of(rules(), user, RequestTarget.of(method, target), NOW);
    }

    private static AccessRules rules() throws InvalidFileException {
        return AccessRules.compile(
                RulesParser.parse("access.yml", RULES.getBytes(UTF_8)), new Groups("groups", Map.of()));
    }
}
