package io.registryauth.proxy.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registryauth.policy.WritersPolicy;
import io.registryauth.proxy.user.CommandException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs get to read. */
class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final String RULES = """
            groups:
              release: [alice, "ci-*"]
            rules:
              - users: [admin, admin-*]
                allow: [pull, push, delete, catalog]
              - groups: [release]
                repositories: [team/**]
                allow: [pull, push]
              - users: [alice]
                repositories: [team/app]
                allow: [delete]
                until: 2026-06-30
              - users: ["*"]
                repositories: [secret/**]
                deny: [pull]
                except: [admin-*]
              - anonymous: true
                repositories: [public/**]
                allow: [pull]
            """;

    @TempDir
    private Path folder;

    private Path rules;
    private Path users;

    @BeforeEach
    void write() throws IOException {
        rules = Files.writeString(folder.resolve("access.yml"), RULES);
        users = Files.writeString(
                folder.resolve("users"),
                "alice:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=\nadmin-eve:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n");
    }

    @Test
    void aDenialNamesTheRulesAndWhatWouldAllowIt() throws Exception {
        assertThat(explain("alice delete team/app")).isEqualTo("""
                denied: alice may pull and push team/app but not delete it; no rule allows delete
                  access.yml line 6: allows pull, push (groups: release; repositories: team/**)
                  access.yml line 9: allows delete (users: alice; repositories: team/app), expired: until 2026-06-30

                A rule that would allow it, for the list of rules in access.yml:
                  - users: [alice]
                    repositories: [team/app]
                    allow: [delete]
                """);
    }

    @Test
    void aDenialByARuleNamesTheExceptionToMake() throws Exception {
        assertThat(explain("bob pull secret/x")).isEqualTo("""
                denied: bob may not pull secret/x; the rules give no right there
                  access.yml line 13: denies pull (users: *; repositories: secret/**)

                The rule in line 13 of access.yml denies it. With this line in it, it would not:
                    except: ["admin-*", bob]

                A rule that would allow it, for the list of rules in access.yml:
                  - users: [bob]
                    repositories: [secret/x]
                    allow: [pull]
                """);
    }

    @Test
    void whatIsAllowedNamesItsRulesAsWell() throws Exception {
        assertThat(explain("admin-eve pull secret/x")).isEqualTo("""
                allowed: admin-eve may pull secret/x
                  access.yml line 4: allows pull, push, delete, catalog (users: admin-*)
                  access.yml line 13: denies pull (users: *; repositories: secret/**), does not hold for admin-eve: \
                except admin-*
                """);
    }

    @Test
    void whatBelongsToNoRepositoryIsDeniedByWhateverDenies() throws Exception {
        assertThat(explain("admin GET /v1/images/1/json")).startsWith("""
                denied: admin may not pull what belongs to no repository; that needs a rule for all of them
                  access.yml line 4: allows pull, push, delete, catalog (users: admin)
                  access.yml line 13: denies pull (users: *; repositories: some, and this belongs to none)

                The rule in line 13 of access.yml denies it. With this line in it, it would not:
                    except: ["admin-*", admin]
                """);
    }

    @Test
    void whereNoRuleTookPartItSaysSo() throws Exception {
        assertThat(explain("bob catalog")).isEqualTo("""
                denied: bob may not list the repositories; no rule allows catalog
                  no rule of access.yml is about this user and what was asked for

                A rule that would allow it, for the list of rules in access.yml:
                  - users: [bob]
                    allow: [catalog]
                """);
    }

    @Test
    void whoeverIsNoUserIsNotedAndNoTerminalObeysANameOrPath() throws Exception {
        Question question = Question.of(List.of("b\u001b[2Jb", "GET", "/caf%C3%A9%E2%80%AE"), false);
        String text =
                text(Explain.byRules(question, AccessFiles.read(rules, null, users), Path.of("users"), NOW)::write);

        assertThat(text).isEqualTo("""
                denied: b\\u001b[2Jb may not GET /caf\u00e9\\u202e; no rule allows it
                note: there is no user b\\u001b[2Jb in users; whoever logs in by that name is answered with 401
                note: the proxy answers 404 to what is no path of a registry; so the filter decides in another application
                  no rule of access.yml is about this user and what was asked for

                No addition to access.yml would allow it: no rule can name this user: the user name "b\ufffd[2Jb" has a \
                control character; remove it
                """);
    }

    @Test
    void aRequestWithoutCredentialsIsExplained() throws Exception {
        Question question = Question.of(List.of("pull", "team/app"), true);
        AccessFiles files = AccessFiles.read(rules, null, null);

        assertThat(text(Explain.byRules(question, files, null, NOW)::write)).isEqualTo("""
                denied: a request without credentials may not pull team/app; the rules give no right there
                note: the answer is 401, which asks for credentials
                  no rule of access.yml is about this user and what was asked for

                A rule that would allow it, for the list of rules in access.yml:
                  - anonymous: true
                    repositories: [team/app]
                    allow: [pull]
                """);
    }

    @Test
    void withoutRulesWritersAndReadMethodsDecide() throws Exception {
        WritersPolicy policy = new WritersPolicy(List.of("admin"), List.of("GET", "HEAD"));
        String mount = "/v2/a/blobs/uploads/?mount=sha256:" + "a".repeat(64) + "&from=b";

        assertThat(text(Explain.byPolicy(question("bob push a"), policy, null, null)::write))
                .isEqualTo("denied: bob may pull but not push (PUT needs one of the writers: admin)\n");
        assertThat(text(Explain.byPolicy(question("admin push a"), policy, null, null)::write))
                .isEqualTo("allowed: admin may push a\n");
        assertThat(text(Explain.byPolicy(question("admin POST " + mount), policy, null, null)::write))
                .isEqualTo("allowed: admin may push a and pull b\n");
        assertThat(text(Explain.byPolicy(Question.of(List.of("pull", "a"), true), policy, null, null)::write))
                .isEqualTo("denied: authentication required\nnote: the answer is 401, which asks for credentials\n");
    }

    @Test
    void aDeclinedMountIsNoted() throws Exception {
        String mount = "/v2/team/a/blobs/uploads/?mount=sha256:" + "a".repeat(64) + "&from=other/b";

        assertThat(explain("ci-1 POST " + mount)).startsWith("""
                allowed: ci-1 may push team/a
                note: the mount is not passed on, and the push begins as an upload: ci-1 may not pull other/b; the rules \
                give no right there
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice delete team/app",
                "bob pull secret/x",
                "admin-eve pull secret/x",
                "b* GET /x",
                "bob catalog"
            })
    void anExplanationIsOneJsonDocument(String words) throws Exception {
        Question question = question(words);
        AccessFiles files = AccessFiles.read(rules, null, users);

        String json = text(Explain.byRules(question, files, users, NOW)::writeJson);

        assertThat(fields(json))
                .containsExactly(
                        "decision",
                        "sentence",
                        "user",
                        "method",
                        "target",
                        "accesses",
                        "notes",
                        "file",
                        "rules",
                        "remedy");
    }

    @Test
    void theJsonHoldsWhatTheTextHolds() throws Exception {
        AccessFiles files = AccessFiles.read(rules, null, users);

        assertThat(text(Explain.byRules(question("alice delete team/app"), files, users, NOW)::writeJson))
                .isEqualTo(
                        "{\"decision\":\"denied\",\"sentence\":\"alice may pull and push team/app but not delete it; no"
                                + " rule allows delete\",\"user\":\"alice\",\"method\":\"DELETE\",\"target\":\"/v2/team/app/manifests"
                                + "/latest\",\"accesses\":[{\"repository\":\"team/app\",\"action\":\"delete\"}],\"notes\":[],"
                                + "\"file\":\"access.yml\",\"rules\":[{\"line\":6,\"effect\":\"allow\",\"actions\":[\"pull\",\"push"
                                + "\"],\"subject\":\"groups\",\"subjectMatched\":\"release\",\"patternMatched\":\"team/**\",\"state"
                                + "\":\"holds\",\"until\":null,\"exception\":null},{\"line\":9,\"effect\":\"allow\",\"actions\":["
                                + "\"delete\"],\"subject\":\"users\",\"subjectMatched\":\"alice\",\"patternMatched\":\"team/app\","
                                + "\"state\":\"expired\",\"until\":\"2026-06-30\",\"exception\":null}],\"remedy\":[{\"rule\":\"-"
                                + " users: [alice]\\n  repositories: [team/app]\\n  allow: [delete]\\n\"}]}\n");
        assertThat(text(Explain.byRules(question("bob pull secret/x"), files, users, NOW)::writeJson))
                .contains("\"remedy\":[{\"line\":13,\"except\":[\"admin-*\",\"bob\"]},{\"rule\":");
    }

    @Test
    void aCheckNamesWhatItFoundAndWhatItLookedAt() throws Exception {
        assertThat(text(CheckReport.of(AccessFiles.read(rules, null, users), NOW)::write))
                .isEqualTo("""
                warning: access.yml line 4: there is no user admin; add such a user, or leave the name out
                warning: access.yml line 9: this rule held until 2026-06-30; remove it, or set another date
                access.yml: 5 rules, 1 group, 2 users; 2 warnings
                """);
        assertThat(text(CheckReport.of(AccessFiles.read(rules, null, null), Instant.EPOCH)::write))
                .isEqualTo("access.yml: 5 rules, 1 group, users not looked at, for want of --users; no warnings\n");
    }

    @Test
    void aCheckIsOneJsonDocument() throws Exception {
        CheckReport report = CheckReport.of(AccessFiles.read(rules, null, users), NOW);

        assertThat(text(report::writeJson))
                .isEqualTo("{\"valid\":true,\"problems\":[],\"warnings\":[{\"kind\":\"no-such-user\",\"line\":4,"
                        + "\"text\":\"access.yml line 4: there is no user admin; add such a user, or leave the name out\","
                        + "\"users\":[\"admin\"]},{\"kind\":\"expired\",\"line\":9,\"text\":\"access.yml line 9: this"
                        + " rule held until 2026-06-30; remove it, or set another date\",\"users\":[]}]}\n");
        assertThat(text(CheckReport.of(new CommandException(List.of("a\u001b")))::writeJson))
                .isEqualTo("{\"valid\":false,\"problems\":[\"a\\u001B\"],\"warnings\":[]}\n");
    }

    @Test
    void aMatrixHasALineForEachUserAndRepositoryWithRights() throws Exception {
        AccessFiles files = AccessFiles.read(rules, null, users);
        MatrixReport matrix = new MatrixReport(
                files.rules(),
                List.of("alice", "nobody", "admin-eve", "ci-\u202e\u00e9", "alice"),
                List.of("team/app", "public/x", "team/app"),
                NOW);

        assertThat(text(matrix::write)).isEqualTo("""
                alice        team/app  pull,push
                admin-eve    -         catalog
                admin-eve    team/app  pull,push,delete
                admin-eve    public/x  pull,push,delete
                ci-\\u202e\u00e9   team/app  pull,push
                (anonymous)  public/x  pull
                """);
        assertThat(text(matrix::writeJson))
                .startsWith(
                        "{\"rights\":[{\"user\":\"alice\",\"repository\":\"team/app\",\"rights\":[\"pull\",\"push\"]},"
                                + "{\"user\":\"admin-eve\",\"repository\":null,\"rights\":[\"catalog\"]},")
                .endsWith("{\"user\":null,\"repository\":\"public/x\",\"rights\":[\"pull\"]}]}\n");
    }

    private String explain(String words) throws Exception {
        AccessFiles files = AccessFiles.read(rules, null, null);
        return text(Explain.byRules(question(words), files, null, NOW)::write);
    }

    private static Question question(String words) {
        return Question.of(List.of(Pattern.compile(" ").split(words)), false);
    }

    private interface Report {
        void write(Writer out) throws IOException;
    }

    private static String text(Report report) throws IOException {
        StringWriter out = new StringWriter();
        report.write(out);
        return out.toString();
    }

    /** The names of a document's own members; fails where there is anything but one document. */
    private static List<String> fields(String json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            assertThat(parser.nextToken()).isNull();
        }
        return names;
    }
}
