package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.EndToEndContract.NOT_LOGGED_IN;
import static io.registryauth.proxy.e2e.TeamRules.ADMIN;
import static io.registryauth.proxy.e2e.TeamRules.ALICE;
import static io.registryauth.proxy.e2e.TeamRules.BOB;
import static io.registryauth.proxy.e2e.TeamRules.CAROL;
import static io.registryauth.proxy.e2e.TeamRules.CONTRACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.proxy.e2e.Command.Result;
import io.registryauth.proxy.e2e.TestImage.Layer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see of access rules with each client. */
@TestInstance(Lifecycle.PER_CLASS)
class RulesClientsIT {
    private static final AtomicLong SEEDS = new AtomicLong(2_000_000);

    private final SentRequests sent = new SentRequests();

    private Path folder;
    private TeamRules rules;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private DockerEngine engine;

    @AutoClose
    private RunningProxy proxy;

    /** Before the proxy. */
    @AutoClose
    private Relay relay;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        rules = TeamRules.in(folder);
        registry = RealRegistry.start(folder);
        engine = DockerEngine.start(folder);
        proxy = JavaJar.start(folder, List.of(), registry.uri(), rules.users(), rules.settings());
        relay = new Relay(proxy.endpoint().port(), sent);
    }

    @ParameterizedTest
    @EnumSource
    void theTeamPushesAndOthersPull(Client kind) throws Exception {
        TestImage image = image();
        String repository = repository("team", kind);
        push(kind, ALICE, image, repository).succeeded();

        assertThatPullSucceeds(kind, CAROL, image, repository);
        assertThat(push(kind, CAROL, image, repository).failed())
                .contains("denied", "carol may pull " + repository + " but not push it; no rule allows push");
        for (User user : List.of(BOB, CONTRACTOR)) {
            assertThat(open(kind, user).pull(image, repository + ":1").failed())
                    .contains(user.name() + " may not pull " + repository + "; the rules give no right there");
            push(kind, user, image, repository("team/other", kind)).failed();
        }
        assertThat(registry.digest(repository("team/other", kind) + ":1")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyoneHasAHome(Client kind) throws Exception {
        TestImage image = image();
        String home = repository("home/bob", kind);
        push(kind, BOB, image, home).succeeded();

        assertThatPullSucceeds(kind, BOB, image, home);
        open(kind, ALICE).pull(image, home + ":1").failed();
        push(kind, BOB, image, repository("home/alice/of-bob", kind)).failed();
        assertThat(registry.digest(repository("home/alice/of-bob", kind) + ":1"))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNotDeleteIsToldWhy(Client kind) throws Exception {
        String repository = repository("team/kept", kind);
        push(kind, ALICE, image(), repository).succeeded();

        assertThat(delete(open(kind, ALICE), repository + ":1").failed())
                .contains("alice may pull and push " + repository + " but not delete it; no rule allows delete");
        assertThat(registry.digest(repository + ":1")).isNotNull();

        delete(open(kind, ADMIN), repository + ":1").succeeded();
        assertThat(registry.digest(repository + ":1")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aMountFromWhereOneMayReadNeedsNoUpload(Client kind) throws Exception {
        assertThatMountIsTried(kind, "team/source", "home/alice/granted", 201);
    }

    @ParameterizedTest
    @EnumSource
    void aMountFromWhereOneMayOnlyPushBecomesAnUpload(Client kind) throws Exception {
        assertThatMountIsTried(kind, "inbox", "home/alice/declined", 202);
    }

    /** Pushes the same image to two repositories, so that the second push tries to mount the layer. */
    private void assertThatMountIsTried(Client kind, String from, String to, int status) throws Exception {
        TestImage image = image();
        String source = repository(from, kind);
        String target = repository(to, kind);
        ImageClient alice = open(kind, ALICE);
        alice.load(image);
        alice.push(image, source + ":1").succeeded();

        alice.push(image, target + ":1").succeeded();

        String uploads = "/v2/" + target + "/blobs/uploads/";
        assertThat(sent.text())
                .containsPattern("POST " + uploads + "\\?\\S*from=" + source.replace("/", "%2F") + "\\S* HTTP");
        String answered =
                "event=access user=alice method=POST repository=\\S+ status=" + status + " .* path=" + uploads;
        await().untilAsserted(
                        () -> assertThat(Files.readString(JavaJar.log(folder))).containsPattern(answered));
        assertThatPullSucceeds(kind, ALICE, image, target);
    }

    @ParameterizedTest
    @EnumSource
    void whatMayNotBeReadAtAllIsUploadedAgain(Client kind) throws Exception {
        TestImage image = image();
        push(kind, ALICE, image, repository("team/read-by-alice", kind)).succeeded();

        push(kind, BOB, image, repository("home/bob/again", kind)).succeeded();

        assertThatPullSucceeds(kind, BOB, image, repository("home/bob/again", kind));
    }

    @ParameterizedTest
    @EnumSource
    void rulesThatChangeDuringAPushDecideOnTheRequestsAfterThat(Client kind) throws Exception {
        TestImage image = image();
        String repository = repository("team/changing", kind);
        ImageClient alice = open(kind, ALICE);
        alice.load(image);
        sent.hold("PUT /v2/" + repository + "/manifests/");
        CompletableFuture<Result> push = CompletableFuture.supplyAsync(() -> alice.push(image, repository + ":1"));
        try {
            sent.awaitHeld();
            rules.write(TeamRules.WITHOUT_TEAM);
            await().until(() -> startUpload() == 403);
            sent.release();

            assertThat(push.join().failed())
                    .contains("alice may not push " + repository + "; the rules give no right there");
            assertThat(registry.digest(repository + ":1")).isNull();
        } finally {
            sent.release();
            rules.write(TeamRules.ALL);
        }
        await().until(() -> startUpload() == 202);
        alice.push(image, repository + ":1").succeeded();
    }

    /** How the proxy answers when alice starts an upload to the team's repositories. */
    private int startUpload() {
        return Http.send(HttpRequest.newBuilder(proxy.endpoint().uri().resolve("/v2/team/app/blobs/uploads/"))
                        .POST(BodyPublishers.noBody())
                        .header("Authorization", ALICE.authorization())
                        .build())
                .statusCode();
    }

    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "SKOPEO"})
    void withoutLoginWhatIsPublicCanBePulledAndNothingElse(Client kind) throws Exception {
        TestImage image = pushPublic(kind);
        ImageClient stranger = stranger(kind);

        stranger.pull(image, repository("public", kind) + ":1").succeeded();

        assertThat(stranger.pulled(repository("public", kind) + ":1").id()).isEqualTo(image.id());
        stranger.load(image);
        assertThat(stranger.push(image, "public/pushed:1").failed()).containsPattern(NOT_LOGGED_IN);
        assertThat(stranger.pull(image, "team/app:1").failed()).containsPattern(NOT_LOGGED_IN);
    }

    /** It takes the challenge of {@code GET /v2/} for a need to log in, whatever is asked for next. */
    @Test
    void dockerPullsNothingWithoutALogin() throws Exception {
        TestImage image = pushPublic(Client.DOCKER);

        assertThat(stranger(Client.DOCKER)
                        .pull(image, repository("public", Client.DOCKER) + ":1")
                        .failed())
                .contains("no basic auth credentials");
    }

    @Test
    void curlReadsWhatIsPublic() throws Exception {
        pushPublic(Client.SKOPEO);
        Command curl = Command.of("curl", "--silent", "--show-error", "--fail");
        String tags = proxy.endpoint().uri() + "/v2/" + repository("public", Client.SKOPEO) + "/tags/list";

        assertThat(curl.with(tags).run().succeeded()).contains("\"tags\":[\"1\"]");
        assertThat(curl.with(proxy.endpoint().uri() + "/v2/").run().failed()).contains("401");
    }

    private TestImage pushPublic(Client kind) throws IOException {
        TestImage image = image();
        push(Client.SKOPEO, ADMIN, image, repository("public", kind)).succeeded();
        return image;
    }

    private Result push(Client kind, User user, TestImage image, String repository) throws IOException {
        ImageClient client = open(kind, user);
        client.load(image);
        return client.push(image, repository + ":1");
    }

    private void assertThatPullSucceeds(Client kind, User user, TestImage image, String repository) throws IOException {
        ImageClient client = open(kind, user);
        client.pull(image, repository + ":1").succeeded();
        assertThat(client.pulled(repository + ":1").id()).isEqualTo(image.id());
    }

    /** Deletes with skopeo, the only one of the clients that can, under the login of the client. */
    private Result delete(ImageClient client, String name) {
        return new Skopeo(endpoint(), folder, client.logins()).delete(name);
    }

    private ImageClient open(Client kind, User user) throws IOException {
        ImageClient client = stranger(kind);
        client.login(user).succeeded();
        return client;
    }

    private ImageClient stranger(Client kind) throws IOException {
        return kind.open(engine, endpoint(), folder);
    }

    private Endpoint endpoint() {
        return new Endpoint(relay.uri().getPort(), null);
    }

    private TestImage image() throws IOException {
        return TestImage.create(folder, new Layer(SEEDS.incrementAndGet(), 64));
    }

    private static String repository(String parent, Client kind) {
        return parent + "/" + kind.name().toLowerCase(Locale.ROOT);
    }
}
