package io.registryauth.proxy.e2e;

import static io.registryauth.spi.Action.CATALOG;
import static io.registryauth.spi.Action.DELETE;
import static io.registryauth.spi.Action.PULL;
import static io.registryauth.spi.Action.PUSH;
import static io.registryauth.spi.Action.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.registryauth.registry.RequestTarget;
import io.registryauth.spi.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rights that requests need, beside what a registry does on these requests: what is called a pull of a repository reads
 * that one and nothing else, and likewise for writes. The names of the repositories hold the words that paths are made of.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EndpointTableIT {
    private static final List<TestRepository> REPOSITORIES = Stream.of(
                    "a",
                    "a/blobs/uploads",
                    "a/manifests/b",
                    "a/tags/list",
                    "blobs/uploads",
                    "manifests/manifests",
                    "referrers/referrers",
                    "tags/list",
                    "v2/v2",
                    "x/blobs/uploads")
            .map(name -> new TestRepository(name, "what " + name + " holds"))
            .toList();

    private static final String[] TAGS = {"b", "list", "manifests", "uploads"};

    @AutoClose
    private RealRegistry registry;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        registry = RealRegistry.start(folder);
        REPOSITORIES.forEach(repository -> repository.push(registry.uri(), TAGS));
    }

    static List<TestRepository> repositories() {
        return REPOSITORIES;
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void theReadsOfARepositoryAreItsPulls(TestRepository repository) throws Exception {
        Access pull = new Access(repository.name(), PULL);
        List<String> reads = new ArrayList<>(List.of(
                "blobs/" + repository.blobDigest(),
                "manifests/" + repository.manifestDigest(),
                "tags/list",
                "tags/list?n=2"));
        for (String tag : TAGS) {
            reads.add("manifests/" + tag);
        }
        for (String read : reads) {
            for (String method : List.of("GET", "HEAD")) {
                // the registry has no HEAD of tags
                int status = method.equals("HEAD") && read.startsWith("tags/") ? 405 : 200;
                assertThat(send(method, path(repository, read), "", pull).statusCode())
                        .as(read)
                        .isEqualTo(status);
            }
            assertThat(owners(send("GET", path(repository, read), "", pull).body()))
                    .containsExactly(repository.name());
        }
    }

    @Test
    void whatIsCalledAPullReadsThatRepositoryAndNothingElse() throws Exception {
        Set<String> read = new HashSet<>();
        for (String path : paths()) {
            List<Access> accesses = target("GET", path).accessRequest().accesses();
            HttpResponse<String> answer = ask("GET", path, "");
            if (answer.statusCode() == 200) {
                assertThat(accesses).as(path).hasSize(1);
                assertThat(accesses.get(0).action()).as(path).isEqualTo(PULL);
                assertThat(owners(answer.body()))
                        .as(path)
                        .containsExactly(accesses.get(0).repository());
                read.add(accesses.get(0).repository());
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void whatIsCalledAWriteChangesThatRepositoryAndNothingElse(TestRepository repository) throws Exception {
        Access push = new Access(repository.name(), PUSH);
        Access delete = new Access(repository.name(), DELETE);
        TestRepository added = new TestRepository(repository.name(), "added to " + repository.name());
        TestRepository other = other(repository);
        String mount = "blobs/uploads/?mount=" + other.blobDigest();

        String upload = Http.location(change("POST", path(repository, "blobs/uploads/"), "", 202, push));
        upload = Http.location(change("PATCH", upload, added.blob(), 202, push));
        assertThat(send("GET", upload, "", push).statusCode()).isEqualTo(204);
        change("PUT", upload + "&digest=" + added.blobDigest(), "", 201, push);
        String manifest = path(repository, "manifests/" + added.manifestDigest());
        change("PUT", manifest + "?tag=c&tag=d", added.manifest(), 201, push);
        change("PUT", path(repository, "manifests/added"), added.manifest(), 201, push);
        change(
                "POST",
                path(repository, mount + "&from=" + other.name()),
                "",
                201,
                push,
                new Access(other.name(), PULL));
        upload = Http.location(change("POST", path(repository, mount), "", 202, push));
        change("DELETE", upload, "", 204, push);
        change("DELETE", manifest, "", 202, delete);
        change("DELETE", path(repository, "blobs/" + added.blobDigest()), "", 202, delete);
        change("DELETE", path(repository, "blobs/" + other.blobDigest()), "", 202, delete);
    }

    @Test
    void whatConcernsNoRepositoryTellsOfNone() throws Exception {
        assertThat(send("GET", "/v2/", "").body()).isEqualTo("{}");
        assertThat(send("GET", "/v2/_catalog?n=100", "", new Access(null, CATALOG))
                        .body())
                .contains(names());
        for (String path : List.of("/v2/_catalog/", "/v2/_oci/ext/discover", "/v2/a", "/v1/", "/")) {
            assertThat(owners(ask("GET", path, "").body())).as(path).isEmpty();
        }
        assertThat(target("GET", "/v2/_oci/ext/discover").accessRequest().accesses())
                .containsExactly(new Access(null, UNKNOWN));
    }

    /** Every end that a path may have, behind every name and behind every two of them, and some without an end. */
    private static List<String> paths() {
        Set<String> ends = new HashSet<>(Set.of("tags/list", "blobs/uploads/", "_catalog"));
        for (String tag : TAGS) {
            ends.addAll(List.of("manifests/" + tag, "blobs/uploads/" + tag, "tags/" + tag, tag, tag + "/"));
        }
        for (TestRepository repository : REPOSITORIES) {
            ends.add("manifests/" + repository.manifestDigest());
            ends.add("blobs/" + repository.blobDigest());
            ends.add("referrers/" + repository.manifestDigest());
        }
        List<String> beginnings = new ArrayList<>(List.of("/v2/"));
        for (String name : names()) {
            beginnings.add("/v2/" + name + "/");
            names().forEach(second -> beginnings.add("/v2/" + name + "/" + second + "/"));
        }
        return beginnings.stream()
                .flatMap(beginning -> ends.stream().map(end -> beginning + end))
                .filter(path -> !path.equals("/v2/_catalog"))
                .toList();
    }

    private static List<String> names() {
        return REPOSITORIES.stream().map(TestRepository::name).toList();
    }

    /** The repositories to which what was read belongs. */
    private static List<String> owners(String body) {
        return REPOSITORIES.stream()
                .filter(repository -> body.equals(repository.blob())
                        || body.equals(repository.manifest())
                        || body.startsWith("{\"name\":\"" + repository.name() + "\","))
                .map(TestRepository::name)
                .toList();
    }

    private static TestRepository other(TestRepository repository) {
        return REPOSITORIES.get((REPOSITORIES.indexOf(repository) + 1) % REPOSITORIES.size());
    }

    private static String path(TestRepository repository, String rest) {
        return "/v2/" + repository.name() + "/" + rest;
    }

    /** Sends a write, of which the first access is to what it changes. */
    private HttpResponse<String> change(String method, String target, String body, int status, Access... accesses)
            throws Exception {
        RegistryStorage.State before = registry.storage().now();
        HttpResponse<String> answer = send(method, target, body, accesses);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, target, answer.body())
                .isEqualTo(status);
        assertThat(before.changedUntil(registry.storage().now()))
                .as("%s %s", method, target)
                .containsExactly(accesses[0].repository());
        return answer;
    }

    /** Sends a request that needs these rights. */
    private HttpResponse<String> send(String method, String target, String body, Access... accesses) throws Exception {
        assertThat(target(method, target).accessRequest().accesses())
                .as("%s %s", method, target)
                .containsExactly(accesses);
        return ask(method, target, body);
    }

    /** Sends what the filter would pass on. */
    private HttpResponse<String> ask(String method, String target, String body) throws Exception {
        return Http.send(HttpRequest.newBuilder(
                        registry.uri().resolve(target(method, target).forward()))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(
                        "Content-Type",
                        body.startsWith("{") ? TestRepository.MANIFEST_TYPE : "application/octet-stream")
                .header("Accept", TestRepository.MANIFEST_TYPE)
                .build());
    }

    private static RequestTarget target(String method, String target) throws Exception {
        URI uri = URI.create(target);
        HttpServletRequest request = mock(withSettings().stubOnly());
        when(request.getMethod()).thenReturn(method);
        when(request.getContextPath()).thenReturn("");
        when(request.getRequestURI()).thenReturn(uri.getRawPath());
        when(request.getQueryString()).thenReturn(uri.getRawQuery());
        when(request.getHeaders(anyString())).thenReturn(Collections.emptyEnumeration());
        return RequestTarget.of(request);
    }
}
