package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers learn from the WAR itself, in each way of running: whether the registry answers, and nothing more. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnPathsIT {

    private static final List<String> FILES = List.of(
            "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/org/springframework/boot/loader/launch/WarLauncher.class");

    private final Map<Way, RunningProxy> available = new EnumMap<>(Way.class);
    private final Map<Way, RunningProxy> unavailable = new EnumMap<>(Way.class);

    @AutoClose
    private TestUpstream healthy;

    @AutoClose
    private TestUpstream failing;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        healthy = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
        failing = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(500, -1));
        for (Way way : Way.values()) {
            available.put(way, way.start(folder, healthy.uri(), users, Map.of()));
            unavailable.put(way, way.start(folder, failing.uri(), users, Map.of()));
        }
    }

    @AfterAll
    void stop() {
        available.values().forEach(RunningProxy::close);
        unavailable.values().forEach(RunningProxy::close);
    }

    static Stream<Arguments> filesInEveryWay() {
        return Arrays.stream(Way.values()).flatMap(way -> FILES.stream().map(file -> Arguments.of(way, file)));
    }

    @ParameterizedTest
    @EnumSource
    void healthTellsThatTheRegistryAnswersAndNothingElse(Way way) {
        assertThatHealthIs(get(available, way, "/health"), 200, "{\"status\":\"ok\"}", healthy);
    }

    @ParameterizedTest
    @EnumSource
    void healthTellsThatTheRegistryFailsAndNothingElse(Way way) {
        assertThatHealthIs(get(unavailable, way, "/health"), 503, "{\"status\":\"unavailable\"}", failing);
    }

    @ParameterizedTest
    @MethodSource("filesInEveryWay")
    void theFilesOfTheApplicationAreNotThere(Way way, String file) {
        HttpResponse<String> response = get(available, way, file);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain("web-app", "Manifest-Version", "WarLauncher");
    }

    private static void assertThatHealthIs(
            HttpResponse<String> response, int status, String body, TestUpstream upstream) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().map().toString())
                .doesNotContainIgnoringCase("jetty", "tomcat", "127.0.0.1", String.valueOf(upstream.port()))
                .doesNotContainPattern("\\d+\\.\\d+");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    private static HttpResponse<String> get(Map<Way, RunningProxy> proxies, Way way, String path) {
        URI proxy = Objects.requireNonNull(proxies.get(way)).endpoint().uri();
        return Http.send(HttpRequest.newBuilder(proxy.resolve(path)).build());
    }
}
