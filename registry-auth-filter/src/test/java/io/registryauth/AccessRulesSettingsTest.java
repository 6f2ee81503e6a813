package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.reload.RecordedLog;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, groups, and rules to try, as settings of the filter. */
class AccessRulesSettingsTest {
    private static final Identity JANE = new Identity("jane");
    private static final String RULES = "rules: [{groups: [team], repositories: [team/**], allow: [pull, push]}]\n";

    @TempDir
    private Path folder;

    private Path rules;
    private Path groups;

    @BeforeEach
    void writeFiles() throws IOException {
        write("users.htpasswd", "jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n");
        rules = write("access.yml", RULES);
        groups = write("team.groups", "team: jane joe\n");
    }

    @Test
    void rulesAndGroupsDecide() {
        AccessPolicy policy = policy(builder().rules(rules).groups(groups));

        assertThat(policy.decide(JANE, push("team/app")).isAllowed()).isTrue();
        assertThat(policy.decide(JANE, push("other/app")).isAllowed()).isFalse();
        assertThat(policy.decide(new Identity("admin"), push("team/app")).isAllowed())
                .isFalse();
        assertThat(policy.isInRole(JANE, "team")).isTrue();
        assertThat(policy.isInRole(JANE, "writer")).isFalse();
    }

    @Test
    void rulesToTryAreLoggedWhereTheyDifferAndChangeNothing() throws IOException {
        Path shadow = write("next.yml", "rules: [{users: [jane], repositories: [team/app], allow: [pull]}]\n");
        AccessPolicy policy = policy(builder().writers("jane").shadowRules(shadow));

        try (RecordedLog log = new RecordedLog("io.registryauth.rules")) {
            assertThat(policy.decide(JANE, push("team/app")).isAllowed()).isTrue();
            assertThat(policy.decide(new Identity("joe"), push("team/app")).isAllowed())
                    .isFalse();
            assertThat(policy.decide(JANE, push("other")).isAllowed()).isTrue();

            assertThat(log.lines())
                    .containsExactly(
                            "INFO shadow-differs [user=\"jane\", method=\"PUT\", path=\"/v2/team/app/manifests/1\","
                                    + " now=\"allowed\", would-be=\"denied: jane may pull team/app but not push it;"
                                    + " no rule allows push\", count=\"1\"]",
                            "INFO shadow-differs [user=\"jane\", method=\"PUT\", path=\"/v2/other/manifests/1\","
                                    + " now=\"allowed\", would-be=\"denied: jane may not push other; the rules give no"
                                    + " right there\", count=\"2\"]");
        }
    }

    @Test
    void whatDecidesIsSaidOnce() {
        assertProblems(
                builder().rules(rules).groups(groups).writers("admin").readMethods("GET"),
                "writers: does nothing with rules; remove one of them",
                "read-methods: does nothing with rules; remove one of them");
        assertProblems(
                builder().rules(rules).groups(groups).accessPolicy(new WritersPolicy(List.of(), List.of())),
                "rules: does nothing with an access policy of your own; remove one of them");
        assertProblems(builder().groups(groups), "groups: does nothing without rules; name a rules file, or remove it");
    }

    @Test
    void everyProblemOfAllFilesIsReportedAtOnce() throws IOException {
        write("users.htpasswd", "jane\n");
        write("access.yml", "rules: [{users: [jane], allow: [write]}]\n");
        Path missing = folder.resolve("missing.yml");

        assertThatThrownBy(builder().rules(rules).groups(groups).shadowRules(missing)::build)
                .isInstanceOfSatisfying(InvalidSettingsException.class, e -> assertThat(e.problems())
                        .hasSize(3)
                        .anyMatch(problem -> problem.startsWith("users: users.htpasswd line 1: "))
                        .contains("rules: access.yml line 1, column 33: unknown action \"write\"; did you mean push?")
                        .contains("shadow-rules: " + missing
                                + ": there is no such file; write one that begins with rules:"));
    }

    @Test
    void rulesThatNameNoGroupThatThereIsDoNotStart() {
        assertProblems(
                builder().rules(rules), "rules: access.yml line 1: there is no group \"team\"; define it under groups");
    }

    @Test
    void groupsThatThereAreNotAreReportedWithEverythingElseThatIsWrong() throws IOException {
        write("access.yml", """
                groups: {own: [jane]}
                rules:
                  - {groups: [own, team, taem], repositories: [Team], allow: [pull]}
                """);
        String repository =
                "rules: access.yml line 3, column 48: \"Team\" has upper-case letters, which no repository has;"
                        + " write \"team\"";

        assertProblems(
                builder().rules(rules).groups(groups),
                "rules: access.yml line 3: there is no group \"taem\"; did you mean team?; define it under groups, or in "
                        + groups.getFileName(),
                repository);
        // nobody can tell what is in a group file that cannot be read
        Path missing = folder.resolve("missing");
        assertProblems(
                builder().rules(rules).groups(missing),
                "groups: " + missing + ": there is no such file; write lines of NAME: USER USER…",
                repository);
    }

    private RegistryAuthFilterBuilder builder() {
        return RegistryAuthFilter.builder().htpasswd(folder.resolve("users.htpasswd"));
    }

    private static AccessPolicy policy(RegistryAuthFilterBuilder builder) {
        return builder.buildJudge(new Problems()).policy();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static AccessRequest push(String repository) {
        return new AccessRequest(
                "PUT", "/v2/" + repository + "/manifests/1", List.of(new Access(repository, Action.PUSH)));
    }

    private static void assertProblems(RegistryAuthFilterBuilder builder, String... problems) {
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(InvalidSettingsException.class, e -> assertThat(e.problems())
                        .containsExactly(problems));
    }
}
