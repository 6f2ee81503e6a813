package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.registryauth.spi.AccessRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    static Stream<HostileRequest> hostileRequests() {
        return HostileRequests.ambiguous();
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void refusesWhatIsHostile(HostileRequest hostile) {
        BadRequestException refusal =
                catchThrowableOfType(BadRequestException.class, () -> RequestTarget.of(Requests.of(hostile)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.status()).isEqualTo(hostile.status());
        assertThat(refusal).hasMessageMatching("[\\x20-\\x7e]{10,120}");
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void refusesTheSameWhereItKnowsTheFirstLineAlone(HostileRequest hostile) {
        BadRequestException whole =
                catchThrowableOfType(BadRequestException.class, () -> RequestTarget.of(Requests.of(hostile)));
        BadRequestException firstLine = catchThrowableOfType(
                BadRequestException.class, () -> RequestTarget.of(hostile.method(), hostile.target()));

        if (hostile.part() == HostileRequest.Part.HEADERS) {
            assertThat(firstLine).isNull();
        } else {
            assertThat(firstLine).hasMessage(whole.getMessage());
            assertThat(firstLine.status()).isEqualTo(whole.status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /v2/team/app/tags/list?n=100",
        "POST, /v2/app/blobs/uploads/?mount=DIGEST&from=base",
        "TRACE, /caf%C3%A9/x?a=b;c",
        "GET,  /v2/"
    })
    void readsAFirstLineAsItReadsAWholeRequest(String method, String line) throws Exception {
        String target = line.replace("DIGEST", DIGEST);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);

        assertThat(RequestTarget.of(method, target))
                .isEqualTo(RequestTarget.of(Requests.of(method, path, mark < 0 ? null : target.substring(mark + 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /v2/team/app/tags/list     | n=100&last=v1.0
                    GET    | /v2/team/app/tags/list     | ns=docker.io
                    GET    | /v2/_catalog               | n=1000&last=team%2Fapp
                    PATCH  | /v2/team/app/blobs/uploads/1-2_3.4= | _state=eyJOYW1lIjoidGVhbS9hcHAifQ%3D%3D
                    PATCH  | /v2/team/app/blobs/uploads/1-2_3.4= | _state=eyJOYW1lIjoidGVhbS9hcHAifQ==
                    POST   | /v2/team/app/blobs/uploads/ | digest-algorithm=sha512
                    PUT    | /v2/team/app/manifests/latest | tag=a&tag=b&tag=c
                    GET    | /v1/search                 | q=my+app%20x
                    GET    | /v2/                       | &
                    """)
    void forwardsTheQueriesOfRealClientsAsTheyCame(String method, String path, String query) throws Exception {
        RequestTarget target = RequestTarget.of(Requests.of(method, path, query));
        assertThat(target.forward()).isEqualTo(path + "?" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest=%s", "_state=x&digest=%s", "mount=%s&from=team/base", "from=team%%2Fbase&mount=%s"})
    void takesDigestsEncodedAndPlain(String query) throws Exception {
        for (String digest : List.of(DIGEST, DIGEST.replace(":", "%3A"), DIGEST.replace(":", "%3a"))) {
            String sent = query.formatted(digest);
            RequestTarget target = RequestTarget.of(Requests.of("POST", "/v2/app/blobs/uploads/", sent));
            assertThat(target.forward()).isEqualTo("/v2/app/blobs/uploads/?" + sent);
        }
    }

    @Test
    void forwardsAnArtifactTypeAsItCame() throws Exception {
        String path = "/v2/app/referrers/" + DIGEST;
        String query = "artifactType=application%2Fvnd.example.sbom.v1%2Bjson";
        assertThat(RequestTarget.of(Requests.of("GET", path, query)).forward()).isEqualTo(path + "?" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount=%s", "mount=%s&digest-algorithm=sha512", "digest-algorithm=sha512&mount=%s"})
    void dropsAMountThatDoesNotSayFromWhere(String query) throws Exception {
        RequestTarget target = RequestTarget.of(Requests.of("POST", "/v2/app/blobs/uploads/", query.formatted(DIGEST)));
        String rest = query.contains("alg") ? "?digest-algorithm=sha512" : "";
        assertThat(target.forward()).isEqualTo("/v2/app/blobs/uploads/" + rest);
    }

    @Test
    void forwardsNoQueryWhereThereIsNone() throws Exception {
        assertThat(RequestTarget.of(Requests.of("GET", "/v2/", null)).forward()).isEqualTo("/v2/");
        assertThat(RequestTarget.of(Requests.of("GET", "/v2/", "")).forward()).isEqualTo("/v2/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void knowsTheMethodsOfARegistry(String method) throws Exception {
        RequestTarget target = RequestTarget.of(Requests.of(method, "/v2/app/manifests/latest", null));
        assertThat(target.accessRequest().method()).isEqualTo(method);
        assertThat(target.accessRequest().path()).isEqualTo("/v2/app/manifests/latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PROPFIND", "get"})
    void leavesTheMethodsOfOtherPathsToThePolicy(String method) throws Exception {
        RequestTarget target = RequestTarget.of(Requests.of(method, "/caf%C3%A9/x", "from=a&from=b;c"));
        assertThat(target.accessRequest()).isEqualTo(new AccessRequest(method, "/caf\u00e9/x", List.of()));
        assertThat(target.forward()).isEqualTo("/caf%C3%A9/x?from=a&from=b;c");
    }

    @Test
    void takesNoTunnelForAPathThatTheContainerMadeUp() {
        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> RequestTarget.of(Requests.of("CONNECT", "/", null)));
        assertThat(refusal).hasMessage("the request names no path of this application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nX: y", "a\u0000", "a\u007f"})
    void refusesOtherQueriesThatWouldBreakARequestLine(String query) {
        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> RequestTarget.of(Requests.of("GET", "/app", query)));
        assertThat(refusal.status()).isEqualTo(400);
    }

    @Test
    void takesAFormWhereItIsNoUpload() throws Exception {
        List<HostileRequest.Field> form =
                List.of(new HostileRequest.Field("Content-Type", "application/x-www-form-urlencoded"));
        for (String path : List.of("/app/uploads/", "/v1/users/")) {
            assertThat(RequestTarget.of(Requests.of("POST", path, null, form)).forward())
                    .isEqualTo(path);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Content-Length    | 1073741824
                    Transfer-Encoding | chunked
                    Transfer-Encoding | Chunked
                    Content-Type      | application/octet-stream
                    Content-Type      | application/vnd.oci.image.manifest.v1+json
                    """)
    void takesTheHeadersOfRealClients(String name, String value) throws Exception {
        List<HostileRequest.Field> headers =
                List.of(new HostileRequest.Field(name, value), new HostileRequest.Field("Host", "registry:5000"));
        RequestTarget target = RequestTarget.of(Requests.of("PATCH", "/v2/team/app/blobs/uploads/1", null, headers));
        assertThat(target.forward()).isEqualTo("/v2/team/app/blobs/uploads/1");
    }
}
