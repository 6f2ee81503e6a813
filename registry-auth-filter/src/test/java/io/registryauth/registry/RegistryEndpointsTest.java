package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.spi.Access;
import io.registryauth.spi.Action;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryEndpointsTest {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    /** For each endpoint the rights that its methods need; a method that is not named is unknown there. */
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("/v2", "GET,HEAD"),
            Map.entry("/v2/", "GET,HEAD"),
            Map.entry("/v2/team/app/manifests/latest", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v2/team/app/manifests/" + DIGEST, "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v2/team/app/blobs/" + DIGEST, "GET,HEAD=PULL DELETE=DELETE"),
            Map.entry("/v2/team/app/blobs/uploads/", "POST=PUSH"),
            Map.entry("/v2/team/app/blobs/uploads/6b3c9a93-af5d_1.=", "GET,HEAD,PATCH,PUT,DELETE=PUSH"),
            Map.entry("/v2/team/app/tags/list", "GET,HEAD=PULL"),
            Map.entry("/v2/team/app/referrers/" + DIGEST, "GET,HEAD=PULL"),
            Map.entry("/_ping", "GET,HEAD"),
            Map.entry("/v1/_ping", "GET,HEAD"),
            Map.entry("/v1/users", "GET,HEAD,POST"),
            Map.entry("/v1/users/", "GET,HEAD,POST"),
            Map.entry("/v1/search", "GET,HEAD"),
            Map.entry("/v1/repositories/team/app", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/images", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/tags", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/tags/latest", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/tags/latest/json", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/json", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/properties", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"),
            Map.entry("/v1/repositories/team/app/auth", "GET,HEAD=PULL PUT=PUSH DELETE=DELETE"));

    @TestFactory
    Stream<DynamicTest> asksForTheRightsOfEachEndpoint() {
        return ENDPOINTS.entrySet().stream()
                .flatMap(endpoint -> METHODS.stream().map(method -> {
                    String path = endpoint.getKey();
                    List<Access> expected = expected(method, endpoint.getValue());
                    return DynamicTest.dynamicTest(method + " " + path, () -> assertThat(accesses(method, path, null))
                            .isEqualTo(expected));
                }));
    }

    private static List<Access> expected(String method, String rights) {
        for (String right : rights.split(" ", -1)) {
            String[] parts = right.split("=", -1);
            if (List.of(parts[0].split(",")).contains(method)) {
                return parts.length == 1 ? List.of() : List.of(new Access("team/app", Action.valueOf(parts[1])));
            }
        }
        return List.of(new Access(null, Action.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void asksForTheCatalog(String method) throws Exception {
        assertThat(accesses(method, "/v2/_catalog", "n=100&last=a")).containsExactly(new Access(null, Action.CATALOG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nobodyWritesACatalog(String method) throws Exception {
        assertThat(accesses(method, "/v2/_catalog", null)).containsExactly(new Access(null, Action.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"GET,PULL", "HEAD,PULL", "PUT,PUSH", "DELETE,DELETE", "POST,UNKNOWN", "PATCH,UNKNOWN"})
    void asksForRightsOnTheWholeRegistryWhereAnImageIsInNoRepository(String method, Action action) throws Exception {
        for (String path :
                List.of("0123abc", "0123abc/layer", "0123abc/json", "0123abc/ancestry", "0123abc/checksum")) {
            assertThat(accesses(method, "/v1/images/" + path, null)).containsExactly(new Access(null, action));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PUT | /v2/team/app/manifests/sha256:%s | tag=a&tag=b                    | PUSH
                    GET | /v2/team/app/tags/list           | n=10&last=v1                   | PULL
                    GET | /v2/team/app/tags/list           | from=team/base                 | PULL
                    GET | /v2/team/app/referrers/sha256:%s | artifactType=application%%2Fx  | PULL
                    PUT | /v2/team/app/blobs/uploads/1     | _state=x&digest=sha256:%s      | PUSH
                    PUT | /v2/team/app/blobs/uploads/1     | mount=sha256:%s&from=team/base | PUSH
                    """)
    void theParametersOfOtherEndpointsAskForNoMore(String method, String path, String query, Action action)
            throws Exception {
        String hex = DIGEST.substring("sha256:".length());
        assertThat(accesses(method, path.formatted(hex), query.formatted(hex)))
                .containsExactly(new Access("team/app", action));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mount=%s&from=team/base", "from=team%%2Fbase&mount=%s", "digest=%s&from=team/base&mount=%1$s"})
    void asksToPullFromTheRepositoryThatIsMountedFrom(String query) throws Exception {
        assertThat(accesses("POST", "/v2/team/app/blobs/uploads/", query.formatted(DIGEST)))
                .containsExactly(new Access("team/app", Action.PUSH), new Access("team/base", Action.PULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount=%s", "from=team/base", "digest=%s", "digest-algorithm=sha512"})
    void asksToPushOnlyWhereNothingIsMounted(String query) throws Exception {
        assertThat(accesses("POST", "/v2/team/app/blobs/uploads/", query.formatted(DIGEST)))
                .containsExactly(new Access("team/app", Action.PUSH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v2/a/manifests/b/manifests/c        | a/manifests/b
                    /v2/a/tags/list/manifests/c          | a/tags/list
                    /v2/a/blobs/uploads/manifests/c      | a/blobs/uploads
                    /v2/a/manifests/b/tags/list          | a/manifests/b
                    /v2/a/blobs/uploads/tags/list        | a/blobs/uploads
                    /v2/manifests/manifests/manifests    | manifests
                    /v2/tags/list/tags/list              | tags/list
                    /v2/v2/manifests/v2                  | v2
                    /v2/v2/v2/manifests/v2               | v2/v2
                    /v2/blobs/uploads/manifests/uploads  | blobs/uploads
                    /v2/x/blobs/uploads/tags/list        | x/blobs/uploads
                    /v2/manifests/manifests/manifests/b  | manifests/manifests
                    /v2/referrers/referrers/tags/list    | referrers/referrers
                    /v2/a/manifests/uploads              | a
                    /v2/a/referrers/b/manifests/referrers | a/referrers/b
                    """)
    void readsPathsFromTheirEnd(String path, String repository) throws Exception {
        assertThat(accesses("GET", path, null)).containsExactly(new Access(repository, Action.PULL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST  | /v2/a/manifests/b/blobs/uploads/    | a/manifests/b
                    POST  | /v2/a/blobs/uploads/blobs/uploads/  | a/blobs/uploads
                    PATCH | /v2/a/blobs/blobs/uploads/uploads   | a/blobs
                    PATCH | /v2/a/tags/blobs/uploads/list       | a/tags
                    """)
    void readsUploadsFromTheirEnd(String method, String path, String repository) throws Exception {
        assertThat(accesses(method, path, null)).containsExactly(new Access(repository, Action.PUSH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/team",
                "/v2/team/app",
                "/v2/team/app/",
                "/v2/manifests/latest",
                "/v2/blobs/uploads/",
                "/v2/blobs/uploads/x",
                "/v2/tags/list",
                "/v2/uploads/x",
                "/v2/team/app/manifests",
                "/v2/team/app/manifests/",
                "/v2/team/app/manifests/latest/",
                "/v2/team/app/manifests/.latest",
                "/v2/team/app/manifests/la+test",
                "/v2/team/app/manifests/sha256:0123",
                "/v2/team/app/blobs/latest",
                "/v2/team/app/blobs/uploads",
                "/v2/team/app/blobs/uploads/a/b",
                "/v2/team/app/blobs/uploads/a:b",
                "/v2/team/app/xblobs/uploads/",
                "/v2/team/app/uploads/",
                "/v2/team/app/tags/",
                "/v2/team/app/tags/list/",
                "/v2/team/app/tags/other",
                "/v2/team/app/referrers/latest",
                "/v2/Team/app/manifests/latest",
                "/v2/host:5000/team/app/manifests/latest",
                "/v2/team./app/manifests/latest",
                "/v2/_catalog/",
                "/v2/_catalog/x",
                "/v2/_oci/ext/discover",
                "/v2/_a/manifests/latest",
                "/v1",
                "/v1/",
                "/v1/_ping/",
                "/v1/search/",
                "/v1/users/team",
                "/v1/images/",
                "/v1/images",
                "/v1/repositories/",
                "/v1/repositories/app",
                "/v1/repositories/app/",
                "/v1/repositories/app/tags",
                "/v1/repositories/app/tags/images",
                "/v1/repositories/Team/app/tags",
                "/v1/repositories/team/app/other"
            })
    void knowsNoOtherShapes(String path) throws Exception {
        for (String method : METHODS) {
            assertThat(accesses(method, path, null)).containsExactly(new Access(null, Action.UNKNOWN));
        }
    }

    private static List<Access> accesses(String method, String path, @Nullable String query) throws Exception {
        return RequestTarget.of(Requests.of(method, path, query))
                .accessRequest()
                .accesses();
    }
}
