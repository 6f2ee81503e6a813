package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.RuleWarning.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleWarningsTest {
    private static final String SEED = "40106";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void rulesThatHoldNoLongerAreNamedWithTheirEnd() throws Exception {
        assertThat(texts("""
                rules:
                  - {users: [a], repositories: [x], allow: [pull], until: 2026-11-23}
                  - {users: [a], repositories: [x], allow: [pull], until: 2026-11-24}
                  - {users: [a], paths: [/y], methods: [GET], until: "2026-11-24T11:59:59Z"}
                """))
                .containsExactly(
                        "access.yml line 2: this rule held until 2026-11-23; remove it, or set another date",
                        "access.yml line 4: this rule held until 2026-11-24T11:59:59Z; remove it, or set another date");
    }

    @Test
    void ofTwoRulesThatDoTheSameTheSecondIsNamed() throws Exception {
        assertThat(texts("""
                rules:
                  - {users: [a], repositories: [x], allow: [pull]}
                  - {users: [a], repositories: [x], allow: [pull]}
                """))
                .containsExactly("access.yml line 3: the rule in line 2 allows all of this already; remove this one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{users: [a, b], repositories: [x, y], allow: [pull, push]}",
                "{users: ['*'], repositories: [x], allow: [pull]}",
                "{users: ['*'], groups: [g], anonymous: true, allow: [pull]}",
                "{users: [a], repositories: ['*'], allow: [pull], until: 2026-12-31}",
                "{users: [a], repositories: ['**'], allow: [pull]}",
            })
    void aRuleThatAnotherOneCoversIsNamed(String other) throws Exception {
        String rule = "{users: [a], repositories: [x], allow: [pull], until: 2026-12-31}";

        assertThat(warnings("groups: {g: [a]}\nrules:\n  - " + rule + "\n  - " + other + "\n"))
                .extracting(RuleWarning::kind, RuleWarning::line)
                .containsExactly(tuple(Kind.COVERED, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{users: [b], repositories: [x], allow: [pull]}",
                "{users: [a], repositories: [y], allow: [pull]}",
                "{users: [a], repositories: [x], allow: [push]}",
                "{users: [a], repositories: [x], allow: [pull], until: 2026-12-30}",
                "{users: [a], repositories: [x], allow: [pull], until: 2026-11-01}",
                "{users: [a], paths: [/x], methods: [GET]}",
                "{groups: [g], repositories: [x], allow: [pull]}",
                "{anonymous: true, repositories: [x], allow: [pull]}",
                "{users: [a], repositories: [x], deny: [push]}",
                "{users: [a], repositories: [x], deny: [pull], except: [b]}",
                "{users: [a], repositories: [x], deny: [pull], until: 2026-12-30}",
            })
    void aRuleThatStillMattersIsNot(String other) throws Exception {
        String rule = "{users: [a], repositories: [x], allow: [pull], until: 2026-12-31}";

        assertThat(warnings("groups: {g: [a]}\nrules:\n  - " + rule + "\n  - " + other + "\n"))
                .filteredOn(warning -> warning.line() == 3)
                .isEmpty();
    }

    @Test
    void aDenialCoversAnotherWhereItExceptsNobodyElse() throws Exception {
        assertThat(warnings("""
                rules:
                  - {users: ["*"], repositories: [x/**], deny: [pull, push], except: [admin]}
                  - {users: ["*"], repositories: [x/y], deny: [pull], except: [admin, ops]}
                  - {users: ["*"], repositories: [x/y], deny: [pull]}
                """))
                .extracting(RuleWarning::line, RuleWarning::kind)
                .containsExactly(tuple(3, Kind.COVERED));
    }

    @Test
    void whatIsDeniedToEverybodyButOpenToRequestsWithoutCredentialsIsNamed() throws Exception {
        assertThat(texts("""
                rules:
                  - {anonymous: true, allow: [pull]}
                  - {users: ["*"], repositories: [secret/**], deny: [pull, push], except: [admin]}
                """))
                .containsExactly(
                        "access.yml line 3: users: [\"*\"] are those who have logged in; the rule in line 2 still"
                                + " allows something of this to requests without credentials; add anonymous: true here to deny it"
                                + " to them, too");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{users: ['*'], anonymous: true, repositories: [secret/**], deny: [pull]}",
                "{users: [a], repositories: [secret/**], deny: [pull]}",
                "{users: ['*'], repositories: [secret/**], deny: [push]}",
                "{users: ['*'], repositories: [other/**], deny: [pull]}",
                "{users: ['*'], repositories: [secret/**], deny: [pull], until: 2026-11-01}",
                "{users: ['*'], repositories: [secret/closed/**], deny: [pull]}",
            })
    void whatIsNotOpenToRequestsWithoutCredentialsIsNot(String denial) throws Exception {
        assertThat(warnings("""
                rules:
                  - {anonymous: true, repositories: [secret/**], allow: [pull]}
                  - {anonymous: true, repositories: [secret/closed/**], deny: [pull, push]}
                  - %s
                """.formatted(denial)))
                .extracting(RuleWarning::kind)
                .doesNotContain(Kind.OPEN_TO_ANONYMOUS);
    }

    @Test
    void aDenialToRequestsWithoutCredentialsCountsAsLongAsTheyAreAllowedSomething() throws Exception {
        assertThat(warnings("""
                rules:
                  - {anonymous: true, repositories: [a/*], allow: [pull]}
                  - {anonymous: true, repositories: ["*/secret"], deny: [pull], until: 2026-12-31}
                  - {users: ["*"], repositories: ["*/secret"], deny: [pull]}
                """))
                .extracting(RuleWarning::kind, RuleWarning::line)
                .containsExactly(tuple(Kind.OPEN_TO_ANONYMOUS, 4));
    }

    @Test
    void veryManyPatternsAreNotAllComparedAndThatIsSaid() throws Exception {
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "r" + i + "/*")
                .collect(Collectors.joining(",\n    ", "[", "]"));
        String others = many.replace("/*", "/x*");
        assertThat(warnings("rules:\n  - {anonymous: true, repositories: " + many + ", allow: [pull]}\n"
                        + "  - {users: ['*'], repositories: " + others.replace("r", "q") + ", deny: [pull]}\n"))
                .extracting(RuleWarning::kind)
                .containsExactly(Kind.NOT_COMPARED);
    }

    @Test
    void rightsThatAnotherRuleDeniesToEverybodyAreNamed() throws Exception {
        assertThat(texts("""
                rules:
                  - {users: [a], repositories: [x/y], allow: [pull]}
                  - {users: ["*"], repositories: [x/**], deny: [pull]}
                """))
                .containsExactly("access.yml line 2: the rule in line 3 denies all that this one allows; remove one of"
                        + " them, or name exceptions there");
    }

    @Test
    void namesWithoutAUserAreNamedWhereTheyStand() throws Exception {
        AccessRules rules = rules("""
                groups:
                  team: [alice, gone, "ci-*"]
                rules:
                  - {users: [alice, bob], repositories: [x], allow: [pull]}
                  - {groups: [team, ops], repositories: [x], deny: [pull], except: [carol, "adm*"]}
                """, new Groups("team.groups", Map.of("ops", Set.of("olga", "alice"))));

        assertThat(RuleWarnings.of(
                        rules, new Groups("team.groups", Map.of("ops", Set.of("olga", "alice"))), Set.of("alice"), NOW))
                .filteredOn(warning -> warning.kind() == Kind.NO_SUCH_USER)
                .extracting(RuleWarning::text)
                .containsExactly(
                        "access.yml line 2: there is no user gone; add such a user, or leave the name out",
                        "access.yml line 4: there is no user bob; add such a user, or leave the name out",
                        "access.yml line 5: there is no user carol; add such a user, or leave the name out",
                        "team.groups: group ops: there is no user olga; add such a user, or leave the name out");
    }

    @Test
    void usersWithoutARightAreNamed() throws Exception {
        AccessRules rules = rules("""
                groups:
                  team: [member]
                rules:
                  - {users: [reader], repositories: [x], allow: [pull]}
                  - {groups: [team], repositories: [x], allow: [pull]}
                  - {users: [late], repositories: [x], allow: [pull], until: 2026-11-01}
                  - {users: [web], paths: [/x], methods: [GET]}
                  - {anonymous: true, repositories: [x], allow: [pull]}
                  - {users: [locked, free], repositories: [x/y], allow: [pull]}
                  - {users: ["*"], repositories: [x/**], deny: [pull, push], except: [free]}
                  - {users: ["home*", Home], repositories: ["home/${user}"], allow: [push]}
                """, Groups.NONE);
        List<String> users =
                List.of("reader", "member", "late", "web", "stranger", "locked", "free", "home", "Home", "home/x");

        assertThat(RuleWarnings.of(rules, Groups.NONE, users, NOW))
                .filteredOn(warning -> warning.kind() == Kind.NO_RIGHT)
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.users()).containsExactly("late", "stranger", "locked", "Home", "home/x");
                    assertThat(warning.text())
                            .isEqualTo("access.yml: no rule gives a right to late, stranger, locked, Home, home/x");
                });
    }

    @Test
    void ofManyUsersTheTextNamesSome() throws Exception {
        List<String> users = IntStream.range(0, 50).mapToObj(i -> "u" + i).toList();

        assertThat(RuleWarnings.of(rules("rules: []", Groups.NONE), Groups.NONE, users, NOW))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.users()).isEqualTo(users);
                    assertThat(warning.text()).endsWith("u18, u19 and 30 more");
                });
    }

    /** Whoever heeds the warnings changes nothing. */
    @Property(tries = 5000, seed = SEED)
    void noDecisionChangesWithoutTheRulesThatAreSaidNotToMatter(
            @ForAll("ruleSets") RuleSet rules, @ForAll("requests") List<AccessRulesModelTest.Asked> requests)
            throws InvalidFileException {
        List<Rule> numbered = IntStream.range(0, rules.rules().size())
                .mapToObj(i -> onLine(rules.rules().get(i), i + 1))
                .toList();
        RuleSet all = new RuleSet(rules.file(), rules.groups(), numbered);
        Set<Integer> named = new HashSet<>();
        RuleWarnings.of(all, NOW).stream()
                .filter(warning -> warning.kind() != Kind.OPEN_TO_ANONYMOUS)
                .forEach(warning -> named.add(warning.line()));
        RuleSet rest = new RuleSet(
                rules.file(),
                rules.groups(),
                numbered.stream().filter(rule -> !named.contains(rule.line())).toList());

        Groups groups = new Groups("groups", AccessRulesModelTest.GROUP_FILE);
        AccessRules before = AccessRules.compile(all, groups);
        AccessRules after = AccessRules.compile(rest, groups);
        for (AccessRulesModelTest.Asked asked : requests) {
            assertThat(after.decide(asked.user(), asked.request(), NOW).isAllowed())
                    .as("%s by %s without %s", asked, all, named)
                    .isEqualTo(before.decide(asked.user(), asked.request(), NOW).isAllowed());
        }
    }

    @Test
    void tenThousandRulesAreNoProblem() throws Exception {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (int i = 0; i < 5000; i++) {
            yaml.append("  - {users: ['*'], repositories: [team-").append(i).append("/**], allow: [pull]}\n");
            yaml.append("  - {users: [u").append(i).append("], allow: [push]}\n");
        }
        AccessRules rules = rules(yaml.toString(), Groups.NONE);
        List<String> users = IntStream.range(0, 5000).mapToObj(i -> "u" + i).toList();

        assertThat(RuleWarnings.of(rules.source(), NOW)).isEmpty();
        assertThat(RuleWarnings.of(rules, Groups.NONE, users, NOW)).isEmpty();
    }

    @Test
    void norAreThoseForTheSameThatDifferInTheirExceptions() throws Exception {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("  - {users: ['*'], repositories: [team/**], deny: [pull], except: [u")
                    .append(i)
                    .append("]}\n");
        }
        yaml.append("  - {users: ['*'], repositories: [team/**], deny: [pull], except: [u5, v]}\n");

        assertThat(texts(yaml.toString()))
                .containsExactly(
                        "access.yml line 10002: the rule in line 7 denies all of this already; remove this one");
    }

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        return new AccessRulesModelTest().ruleSets();
    }

    @Provide
    Arbitrary<List<AccessRulesModelTest.Asked>> requests() {
        return new AccessRulesModelTest().requests();
    }

    private static Rule onLine(Rule rule, int line) {
        return new Rule(line, rule.subjects(), rule.effect(), rule.scope(), rule.except(), rule.until());
    }

    private static List<String> texts(String yaml) throws InvalidFileException {
        return warnings(yaml).stream().map(RuleWarning::text).toList();
    }

    private static List<RuleWarning> warnings(String yaml) throws InvalidFileException {
        return RuleWarnings.of(rules(yaml, Groups.NONE).source(), NOW);
    }

    private static AccessRules rules(String yaml, Groups groups) throws InvalidFileException {
        return AccessRules.compile(RulesParser.parse("access.yml", yaml.getBytes(UTF_8)), groups);
    }
}
