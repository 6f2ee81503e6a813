package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.AccessRulesModelTest.Asked;
import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is said to allow a request allows it. */
class RemediesModelTest {
    private static final String SEED = "40107";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Groups GROUPS = new Groups("groups", AccessRulesModelTest.GROUP_FILE);

    @Property(tries = 5000, seed = SEED)
    void whoeverHeedsThemIsAllowed(@ForAll("ruleSets") RuleSet rules, @ForAll("requests") List<Asked> requests)
            throws InvalidFileException {
        AccessRules compiled = AccessRules.compile(rules, GROUPS);
        for (Asked asked : requests) {
            if (compiled.decide(asked.user(), asked.request(), NOW).isAllowed()) {
                continue;
            }
            List<Remedy> remedies = Remedies.of(compiled, asked.user(), asked.request(), NOW);

            if (remedies.get(0) instanceof Remedy.None) {
                assertThat(isHopeless(rules, asked))
                        .as("%s by %s", asked, rules)
                        .isTrue();
            } else {
                AccessRules changed = AccessRules.compile(heeding(rules, remedies), GROUPS);
                assertThat(changed.decide(asked.user(), asked.request(), NOW).isAllowed())
                        .as("%s by %s with %s", asked, rules, remedies)
                        .isTrue();
                assertThat(remedies).doesNotHaveDuplicates();
            }
        }
    }

    private static boolean isHopeless(RuleSet rules, Asked asked) {
        boolean unknown = asked.request().accesses().stream().anyMatch(access -> access.action() == Action.UNKNOWN);
        boolean anonymous = asked.user() == null
                && (asked.request().path().equals("/v2/")
                        || rules.rules().stream().anyMatch(rule -> rule.effect() == Rule.Effect.DENY));
        return unknown || anonymous || "*".equals(asked.user());
    }

    private static RuleSet heeding(RuleSet rules, List<Remedy> remedies) {
        List<Rule> changed = new ArrayList<>(rules.rules());
        for (Remedy remedy : remedies) {
            if (remedy instanceof Remedy.Addition addition) {
                changed.add(addition.rule());
            } else if (remedy instanceof Remedy.Exemption exception) {
                Rule before = exception.rule();
                Rule after = new Rule(
                        before.line(),
                        before.subjects(),
                        before.effect(),
                        before.scope(),
                        exception.except(),
                        before.until());
                changed.replaceAll(rule -> rule.equals(before) ? after : rule);
            }
        }
        return new RuleSet(rules.file(), rules.groups(), changed);
    }

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        return new AccessRulesModelTest().ruleSets();
    }

    @Provide
    Arbitrary<List<Asked>> requests() {
        return new AccessRulesModelTest().requests();
    }
}
