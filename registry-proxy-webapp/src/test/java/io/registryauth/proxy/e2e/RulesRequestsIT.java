package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.TeamRules.ADMIN;
import static io.registryauth.proxy.e2e.TeamRules.ALICE;
import static io.registryauth.proxy.e2e.TeamRules.BOB;
import static io.registryauth.proxy.e2e.TeamRules.CAROL;
import static io.registryauth.proxy.e2e.TeamRules.CONTRACTOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are judged by access rules, in front of a real registry. */
class RulesRequestsIT extends RulesTestBase {
    @Test
    void whoMayOnlyPushLooksButDoesNotRead() {
        String blob = "/v2/inbox/app/blobs/" + INBOX.blobDigest();
        assertThat(send("HEAD", "/v2/inbox/app/manifests/1", ALICE).statusCode())
                .isEqualTo(200);
        assertThat(send("HEAD", blob, ALICE).statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/v2/inbox/app/manifests/2", ALICE).statusCode())
                .isEqualTo(404);

        String message = "alice may push inbox/app but not pull it; no rule allows pull";
        assertThatDenied(send("GET", "/v2/inbox/app/manifests/1", ALICE), message);
        assertThatDenied(send("GET", blob, ALICE), message);
        assertThatDenied(send("GET", "/v2/inbox/app/tags/list", ALICE), message);
    }

    @Test
    void theCatalogNamesEveryRepositoryAndNeedsARightOfItsOwn() {
        assertThatDenied(
                send("GET", "/v2/_catalog", CAROL), "carol may not list the repositories; no rule allows catalog");
        assertThat(send("GET", "/v2/_catalog", ADMIN).body())
                .contains("inbox/app", "public/app", "team/app", "team/secret/keys");
    }

    @ParameterizedTest
    @CsvSource({"bob,team/app,team/none", "alice,team/secret/keys,team/secret/none", "carol,inbox/app,inbox/none"})
    void aRefusalTellsNothingOfWhatThereIs(String name, String present, String absent) {
        User user = List.of(ALICE, BOB, CAROL).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (String end : List.of("/tags/list", "/manifests/1", "/blobs/" + SECRET.blobDigest())) {
            HttpResponse<String> refused = send("GET", "/v2/" + present + end, user);
            HttpResponse<String> other = send("GET", "/v2/" + absent + end, user);

            assertThatDenied(refused, name + " may not pull " + present + "; the rules give no right there");
            assertThat(refused.body().replace(present, absent)).isEqualTo(other.body());
            assertThat(other.statusCode()).isEqualTo(refused.statusCode());
        }
    }

    @Test
    void aRightThatHasEndedIsNoneAndTheLogNamesIt() throws Exception {
        assertThatDenied(
                send("GET", "/v2/team/app/manifests/1", CONTRACTOR),
                "contractor may not pull team/app; the rules give no right there");
        int line = TeamRules.ALL.lines().toList().indexOf("  - users: [contractor]") + 1;
        assertThat(Files.readString(JavaJar.log(folder)))
                .containsPattern("level=warn event=rules-expired file=\\S+/access.yml lines=\"?\\[" + line + "\\]");
    }

    @Test
    void withoutCredentialsWhatIsPublicIsReadAndNothingElse() {
        assertThat(send("GET", "/v2/public/app/manifests/1", null).statusCode()).isEqualTo(200);
        // what podman and skopeo send when they have none
        assertThat(send("GET", "/v2/public/app/manifests/1", new User("", "")).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/v2/public/app/manifests/1", ALICE.withPassword("wrong"))
                        .statusCode())
                .isEqualTo(401);
        for (String path : List.of("/v2/", "/v2/_catalog", "/v2/team/app/tags/list", "/v2/public/app/unknown")) {
            HttpResponse<String> refused = send("GET", path, null);
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(send("DELETE", "/v2/public/app/manifests/1", null).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2/_oci/ext/discover", "/v2/team", "/v2/team/app/tags/list/", "/v1/repositories/app/tags"})
    void requestsThatTheRulesDoNotKnowAreNobodysNotEvenTheAdmins(String path) {
        assertThatDenied(send("GET", path, ADMIN), "admin may not do this; it is no request that the rules know");
    }

    @Test
    void theFirstVersionOfTheProtocolIsJudgedAsWell() {
        assertThat(send("GET", "/v1/repositories/team/app/tags", CAROL).statusCode())
                .isEqualTo(404);
        assertThatDenied(
                send("GET", "/v1/repositories/inbox/app/tags", CAROL),
                "carol may not pull inbox/app; the rules give no right there");
        assertThatDenied(
                send("GET", "/v1/images/0123abc/layer", CAROL),
                "carol may not pull what belongs to no repository; that needs a rule for all of them");
    }
}
