package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registryauth.proxy.e2e.Command.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar … explain}, {@code check} and {@code matrix}. */
class AccessCommandIT {
    private static final String RULES = """
            groups:
              release: [alice, ci-*]
            rules:
              - users: [admin, admin-*]
                allow: [pull, push, delete, catalog]
              - groups: [release]
                repositories: [team/**]
                allow: [pull, push]
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
                "alice:HASH\nadmin:HASH\nbo\u202eb:HASH\n".replace("HASH", "$2y$04$" + "a".repeat(53)));
    }

    @Test
    void explainTellsWhyAndWhatToDo() {
        Result allowed = explain("alice", "PUT", "/v2/team/app/manifests/1.2").run();
        assertThat(allowed.exit()).isZero();
        assertThat(allowed.output()).isEqualTo("""
                allowed: alice may push team/app
                  access.yml line 6: allows pull, push (groups: release; repositories: team/**)
                """);

        Result denied = explain("alice", "delete", "team/app").run();
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(denied.output()).isEqualTo("""
                denied: alice may pull and push team/app but not delete it; no rule allows delete
                  access.yml line 6: allows pull, push (groups: release; repositories: team/**)

                A rule that would allow it, for the list of rules in access.yml:
                  - users: [alice]
                    repositories: [team/app]
                    allow: [delete]
                """);

        Result unusable = explain("alice", "GET", "/v2/../x").run();
        assertThat(unusable.exit()).isEqualTo(2);
        assertThat(unusable.output()).isEqualTo("""
                registry-proxy-webapp explain:
                  GET /v2/../x is refused with 400: the path has a segment of dots alone
                See explain --help.
                """);
    }

    @Test
    void theRuleToPasteAllowsIt() throws Exception {
        String[] words = {"jane o'neil", "pull", "team/app"};
        Command explain = explain().with(words);
        String json = explain.with("--json").run().output();

        String rule = member(json, "rule");
        assertThat(rule).contains("users: [\"jane o'neil\"]");
        Files.writeString(rules, RULES + rule.indent(2));

        assertThat(explain.run().output()).startsWith("allowed: jane o'neil may pull team/app\n");
    }

    @Test
    void checkAndMatrixShowNamesWithoutObeyingThem() {
        Result check = access("check").with("--users", users.toString()).run();
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.output()).isEqualTo("""
                warning: access.yml: no rule gives a right to bo\\u202eb
                access.yml: 2 rules, 1 group, 3 users; 1 warning
                """);

        assertThat(access("matrix")
                        .with("--users", users.toString(), "team/app")
                        .run()
                        .succeeded())
                .isEqualTo("""
                        alice      team/app  pull,push
                        admin      -         catalog
                        admin      team/app  pull,push,delete""");
    }

    @Test
    void matrixReadsTheCatalogOfARealRegistry() throws Exception {
        try (RealRegistry registry = RealRegistry.start(folder)) {
            new RegistryContent(registry.uri()).putBack();
            share(registry.uri(), "other/thing");

            assertThat(access("matrix")
                            .with(
                                    "--users",
                                    users.toString(),
                                    "--upstream",
                                    registry.uri().toString())
                            .run()
                            .succeeded())
                    .isEqualTo("""
                            alice      team/app     pull,push
                            admin      -            catalog
                            admin      other/thing  pull,push,delete
                            admin      team/app     pull,push,delete""");
        }
    }

    /** Makes a repository that shares its blob with {@code team/app}. */
    private static void share(URI registry, String repository) {
        String mount = "/v2/" + repository + "/blobs/uploads/?mount=" + RegistryContent.BLOB + "&from=team/app";
        HttpRequest request = HttpRequest.newBuilder(registry.resolve(mount))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(Http.send(request).statusCode()).isEqualTo(201);
    }

    private Command explain(String... words) {
        return access("explain").with(words);
    }

    private Command access(String command) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with("-jar", JavaJar.WAR.toString(), command, "--rules", rules.toString());
    }

    private static String member(String json, String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(name)) {
                    return parser.nextTextValue();
                }
            }
        }
        throw new AssertionError("no " + name + " in " + json);
    }
}
