package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.TeamRules.ALICE;
import static io.registryauth.proxy.e2e.TeamRules.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of access rules as settings of the proxy, in each way of running. */
class RulesSettingsIT {
    @TempDir
    private Path folder;

    private TeamRules rules;

    @AutoClose
    private TestUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        rules = TeamRules.in(folder);
        upstream = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
    }

    @ParameterizedTest
    @EnumSource
    void rulesAndGroupsDecideInEveryWayOfRunning(Way way) throws Exception {
        try (RunningProxy proxy = way.start(folder, upstream.uri(), rules.users(), rules.settings())) {
            assertThatRulesDecide(proxy.endpoint());
        }
    }

    @Test
    void theEnvironmentNamesThemAsWell() throws Exception {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Command java = JavaJar.command(List.of())
                .with("--listen", endpoint.host(), "--upstream", upstream.uri().toString())
                .withEnvironment("REGAUTH_USERS", rules.users())
                .withEnvironment("REGAUTH_RULES", rules.rules())
                .withEnvironment("REGAUTH_GROUPS", rules.groups());
        try (Daemon daemon = Daemon.start(
                java, folder.resolve("log"), () -> Http.answers(endpoint.uri().resolve("/health"), 200))) {
            assertThatRulesDecide(endpoint);
            assertThat(daemon.output()).contains("event=rules-loaded", "event=groups-loaded");
        }
    }

    @Test
    void rulesToTryChangeNothingAndTheLogCountsWhereTheyDiffer() throws Exception {
        Path next = Files.writeString(folder.resolve("next.yml"), TeamRules.WITHOUT_TEAM);
        Map<String, String> settings = new HashMap<>(rules.settings());
        settings.put("shadow-rules", next.toString());
        try (RunningProxy proxy = Way.JAVA_JAR.start(folder, upstream.uri(), rules.users(), settings)) {
            assertThatRulesDecide(proxy.endpoint());
            assertThat(status(proxy.endpoint(), "PUT", "/v2/team/app/manifests/2", ALICE))
                    .isEqualTo(200);
        }
        try (var logs = Files.walk(folder)) {
            String log = Files.readString(
                    logs.filter(file -> file.endsWith("proxy.log")).findFirst().orElseThrow());
            assertThat(log.lines().filter(line -> line.contains("event=shadow-differs")))
                    .hasSize(2)
                    .allMatch(line -> line.contains(" user=alice method=PUT path=/v2/team/app/manifests/")
                            && line.contains("now=allowed would-be=\"denied: alice may not push team/app;"))
                    .last()
                    .asString()
                    .contains("count=2");
        }
    }

    @Test
    void everyProblemStandsInOneMessage() throws Exception {
        rules.write("rules:\n  - users: [alice]\n    allow: [write]\n");
        Path next = Files.writeString(folder.resolve("next.yml"), "rules:\n  - groups: [taem]\n    allow: [pull]\n");

        assertThat(JavaJar.command(List.of())
                        .with(
                                "--users",
                                rules.users().toString(),
                                "--writers",
                                "alice",
                                "--groups",
                                rules.groups().toString())
                        .with("--rules", rules.rules().toString(), "--shadow-rules", next.toString())
                        .withEnvironment("REGAUTH_READ_METHODS", "GET")
                        .run()
                        .failed())
                .contains(
                        "registry-proxy-webapp cannot start:",
                        "writers: does nothing with rules; remove one of them",
                        "read-methods: does nothing with rules; remove one of them",
                        "rules: access.yml line 3, column 13: unknown action \"write\"; did you mean push?",
                        "shadow-rules: next.yml line 2: there is no group \"taem\"; did you mean team?");
    }

    @Test
    void groupsWithoutRulesAreAMistake() {
        assertThat(JavaJar.command(List.of())
                        .with(
                                "--users",
                                rules.users().toString(),
                                "--groups",
                                rules.groups().toString())
                        .run()
                        .failed())
                .contains("groups: does nothing without rules; name a rules file, or remove it");
    }

    private static void assertThatRulesDecide(Endpoint endpoint) {
        assertThat(status(endpoint, "PUT", "/v2/team/app/manifests/1", ALICE)).isEqualTo(200);
        assertThat(status(endpoint, "GET", "/v2/team/app/manifests/1", CAROL)).isEqualTo(200);
        assertThat(status(endpoint, "PUT", "/v2/team/app/manifests/1", CAROL)).isEqualTo(403);
        assertThat(status(endpoint, "GET", "/v2/other/manifests/1", ALICE)).isEqualTo(403);
    }

    private static int status(Endpoint endpoint, String method, String path, User user) {
        return Http.send(HttpRequest.newBuilder(endpoint.uri().resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", user.authorization())
                        .build())
                .statusCode();
    }
}
