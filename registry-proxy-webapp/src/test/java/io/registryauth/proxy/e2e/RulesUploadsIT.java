package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.TeamRules.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Uploads that are judged by access rules: mounts, and rules that change while an upload runs. */
class RulesUploadsIT extends RulesTestBase {
    private static final String HOME_UPLOADS = "/v2/home/alice/app/blobs/uploads/";
    private static final String TEAM_UPLOADS = "/v2/team/running/blobs/uploads/";

    @Test
    void aMountFromWhatMayBeReadIsDone() {
        HttpResponse<String> mount = mount(TEAM);

        assertThat(mount.statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/home/alice/app/blobs/" + TEAM.blobDigest(), ALICE)
                        .body())
                .isEqualTo(TEAM.blob());
    }

    @Test
    void aMountFromWhatMayNotBeReadBecomesAnUploadThatCanBeFinishedOrCancelled() {
        HttpResponse<String> pushable = mount(INBOX);
        HttpResponse<String> secret = mount(SECRET);
        HttpResponse<String> absent = mount(new TestRepository("team/secret/none", "none"));

        for (HttpResponse<String> upload : List.of(pushable, secret, absent)) {
            assertThat(upload.statusCode()).isEqualTo(202);
            assertThat(upload.headers().map().keySet())
                    .isEqualTo(pushable.headers().map().keySet());
        }
        assertThat(passed.text()).doesNotContain("from=inbox", "from=team/secret");
        assertThat(send("HEAD", "/v2/home/alice/app/blobs/" + SECRET.blobDigest(), ALICE)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("GET", Http.location(pushable), ALICE).statusCode()).isEqualTo(204);
        assertThat(put(Http.location(pushable), INBOX).statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/home/alice/app/blobs/" + INBOX.blobDigest(), ALICE)
                        .body())
                .isEqualTo(INBOX.blob());
        assertThat(send("DELETE", Http.location(secret), ALICE).statusCode()).isEqualTo(204);
    }

    @Test
    void noFormBringsAMountPastTheRules() {
        HttpRequest form = request(HOME_UPLOADS, ALICE)
                .POST(BodyPublishers.ofString("mount=" + SECRET.blobDigest() + "&from=" + SECRET.name()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();

        assertThat(Http.send(form).statusCode()).isEqualTo(415);
    }

    @Test
    void aRunningUploadOutlivesItsRightAndOnlyGoodRulesTakeEffect() throws Exception {
        HttpResponse<String> upload = send("POST", TEAM_UPLOADS, ALICE);
        PipedOutputStream out = new PipedOutputStream();
        try (InputStream in = new PipedInputStream(out)) {
            CompletableFuture<HttpResponse<String>> patch = patch(Http.location(upload), in);
            // more than clients and servers keep before they pass anything on
            out.write(new byte[256 * 1024]);
            await().until(() -> passed.text().contains("PATCH /v2/team/running/"));
            rules.write(TeamRules.WITHOUT_TEAM);
            await().until(() -> send("POST", TEAM_UPLOADS, ALICE).statusCode() == 403);
            assertThat(patch).isNotDone();
            out.close();

            assertThat(patch.join().statusCode()).isEqualTo(202);
            assertThatDenied(
                    send("PUT", Http.location(patch.join()) + "&digest=" + TEAM.blobDigest(), ALICE),
                    "alice may not push team/running; the rules give no right there");

            rules.write(TeamRules.ALL + "  - users: [alice]\n    allow: [write]\n");
            await().until(() -> health().contains("the rules file cannot be used since "));
            assertThat(health()).contains("\"status\":\"ok\"").doesNotContain("alice", folder.toString());
            assertThat(send("POST", TEAM_UPLOADS, ALICE).statusCode()).isEqualTo(403);
        } finally {
            rules.write(TeamRules.ALL);
        }
        await().until(() -> health().equals("{\"status\":\"ok\"}"));
        assertThat(send("POST", TEAM_UPLOADS, ALICE).statusCode()).isEqualTo(202);
    }

    private CompletableFuture<HttpResponse<String>> patch(String target, InputStream body) {
        HttpRequest patch = request(target, ALICE)
                .method("PATCH", BodyPublishers.ofInputStream(() -> body))
                .build();
        return HttpClient.newHttpClient().sendAsync(patch, BodyHandlers.ofString());
    }

    private String health() {
        return send("GET", "/health", null).body();
    }

    private HttpResponse<String> mount(TestRepository from) {
        return send("POST", HOME_UPLOADS + "?mount=" + from.blobDigest() + "&from=" + from.name(), ALICE);
    }

    private HttpResponse<String> put(String upload, TestRepository content) {
        return Http.send(request(upload + "&digest=" + content.blobDigest(), ALICE)
                .PUT(BodyPublishers.ofString(content.blob()))
                .build());
    }
}
