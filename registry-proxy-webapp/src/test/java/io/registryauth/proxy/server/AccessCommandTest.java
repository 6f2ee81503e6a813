package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessCommandTest extends UserCommandFixture {
    private Path rules;

    @BeforeEach
    void write() throws Exception {
        rules = rules("""
                rules:
                  - {groups: [release], repositories: [team/**], allow: [pull, push]}
                  - {users: [bob], repositories: [team/app], allow: [pull]}
                """);
        Files.writeString(users, "alice:" + SECRET + "\nbob:" + SECRET + "\n");
        Files.writeString(folder.resolve("team.groups"), "release: alice\n");
        environment.put("REGAUTH_GROUPS", folder.resolve("team.groups").toString());
    }

    private Path rules(String yaml) throws Exception {
        return Files.writeString(folder.resolve("access.yml"), yaml);
    }

    @Test
    void explainEndsWithTheDecision() {
        environment.put("REGAUTH_RULES", rules.toString());

        assertThat(run("explain", "alice", "PUT", "/v2/team/app/manifests/1.2")).isZero();
        assertThat(out()).startsWith("allowed: alice may push team/app\n");
        assertThat(run("explain", "bob", "push", "team/app")).isEqualTo(1);
        assertThat(out()).startsWith("denied: bob may pull team/app but not push it; no rule allows push\n");
        assertThat(run("explain", "--anonymous", "pull", "team/app")).isEqualTo(1);
        assertThat(err()).isEmpty();
    }

    @Test
    void explainNotesWhoIsNoUser() {
        assertThat(run(
                        "explain",
                        "--rules",
                        rules.toString(),
                        "--users",
                        users.toString(),
                        "carol",
                        "pull",
                        "team/app"))
                .isEqualTo(1);
        assertThat(out()).contains("note: there is no user carol in " + users + ";");
    }

    @Test
    void explainKnowsTheWritersWhereThereAreNoRules() {
        environment.remove("REGAUTH_GROUPS");

        assertThat(run("explain", "admin", "push", "a")).isZero();
        assertThat(run("explain", "alice", "push", "a")).isEqualTo(1);
        assertThat(out())
                .isEqualTo("denied: alice may pull but not push (PUT needs one of the writers: admin, admin-*)\n");
        assertThat(run("explain", "--writers", "alice", "--users", users.toString(), "alice", "push", "a"))
                .isZero();
        assertThat(run("explain", "--json", "alice", "push", "a")).isEqualTo(1);
        assertThat(out()).contains("\"file\":null,\"rules\":[],\"remedy\":[]");
    }

    @Test
    void explainTakesRulesInPlaceOfTheServersWriters() {
        environment.put("REGAUTH_WRITERS", "alice");

        assertThat(run("explain", "--rules", rules.toString(), "alice", "delete", "team/app"))
                .isEqualTo(1);
        assertThat(run("explain", "--rules", rules.toString(), "--writers", "x", "alice", "delete", "team/app"))
                .isEqualTo(2);
        assertThat(err()).contains("  --writers: does nothing with rules; remove one of them\n");
    }

    @Test
    void filesThatCannotBeUsedAreNamedAllAtOnce() throws Exception {
        rules("rules: [{users: [a], allow: [write]}]");
        Files.writeString(folder.resolve("team.groups"), "release alice\n");
        Files.writeString(users, "alice\n");

        for (String command : new String[] {"explain", "matrix"}) {
            assertThat(run(
                            command.equals("explain")
                                    ? new String[] {
                                        command,
                                        "--rules",
                                        rules.toString(),
                                        "--users",
                                        users.toString(),
                                        "a",
                                        "pull",
                                        "b"
                                    }
                                    : new String[] {
                                        command, "--rules", rules.toString(), "--users", users.toString(), "b"
                                    }))
                    .isEqualTo(2);
            assertThat(err().lines())
                    .hasSize(4)
                    .startsWith("registry-proxy-webapp " + command + ":")
                    .anyMatch(line -> line.startsWith("  access.yml line 1, column 30: unknown action \"write\""))
                    .anyMatch(line -> line.startsWith("  team.groups line 1: "))
                    .anyMatch(line -> line.startsWith("  users line 1: "));
            assertThat(out()).isEmpty();
        }
        assertThat(run("check", "--rules", rules.toString(), "--users", users.toString()))
                .isEqualTo(2);
        assertThat(out().lines()).hasSize(3).allMatch(line -> line.startsWith("error: "));
        assertThat(run("check", "--json", "--rules", rules.toString())).isEqualTo(2);
        assertThat(out()).startsWith("{\"valid\":false,\"problems\":[\"access.yml line 1, column 30:");
    }

    @Test
    void aGroupThatThereIsNotIsAProblem() {
        environment.remove("REGAUTH_GROUPS");

        assertThat(run("check", "--rules", rules.toString())).isEqualTo(2);
        assertThat(out())
                .isEqualTo("error: access.yml line 2: there is no group \"release\"; define it under groups\n");
    }

    @Test
    void checkEndsWithOneWhereItWarns() throws Exception {
        assertThat(run("check", "--rules", rules.toString(), "--users", users.toString()))
                .isZero();
        assertThat(out()).isEqualTo("access.yml: 2 rules, 1 group, 2 users; no warnings\n");

        Files.writeString(users, "alice:" + SECRET + "\nzoe:" + SECRET + "\n");
        assertThat(run("check", "--rules", rules.toString(), "--users", users.toString()))
                .isEqualTo(1);
        assertThat(out()).isEqualTo("""
                warning: access.yml line 3: there is no user bob; add such a user, or leave the name out
                warning: access.yml: no rule gives a right to zoe
                access.yml: 2 rules, 1 group, 2 users; 2 warnings
                """);
    }

    @Test
    void matrixListsTheRightsToTheRepositoriesThatAreGiven() {
        assertThat(run(
                        "matrix",
                        "--rules",
                        rules.toString(),
                        "--users",
                        users.toString(),
                        "team/app",
                        "team/b",
                        "other"))
                .isZero();
        assertThat(out()).isEqualTo("""
                alice  team/app  pull,push
                alice  team/b    pull,push
                bob    team/app  pull
                """);
        assertThat(run("matrix", "--json", "--rules", rules.toString(), "--users", users.toString(), "team/b"))
                .isZero();
        assertThat(out())
                .isEqualTo(
                        "{\"rights\":[{\"user\":\"alice\",\"repository\":\"team/b\",\"rights\":[\"pull\",\"push\"]}]}\n");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() {
        assertThat(run(
                        "matrix",
                        "--rules",
                        rules.toString(),
                        "--users",
                        users.toString(),
                        "--upstream",
                        "http://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "registry-proxy-webapp matrix:\n  the catalog http://127.0.0.1:1/v2/_catalog cannot be asked for:"
                                + " the registry does not accept connections\n");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNone() {
        full = true;

        assertThat(run("explain", "--rules", rules.toString(), "alice", "push", "team/app"))
                .isEqualTo(2);
        assertThat(run("explain", "--rules", rules.toString(), "bob", "push", "team/app"))
                .isEqualTo(2);
        assertThat(err()).contains("standard output could not be written");
    }

    @Test
    void whatASettingOfTheServerHoldsIsOfNoConcern() {
        environment.put("REGAUTH_STOP_TIMEOUT", "soon");
        environment.put("REGAUTH_RULSE", "x");

        assertThat(run("check", "--rules", rules.toString())).isZero();
        assertThat(err()).isEqualTo("ignored: REGAUTH_RULSE: there is no such setting; did you mean REGAUTH_RULES?\n");
    }
}
