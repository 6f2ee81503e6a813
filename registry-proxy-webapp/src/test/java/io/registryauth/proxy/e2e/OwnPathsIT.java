package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

    @AutoClose
    private TestUpstream healthy;

    @AutoClose
    private TestUpstream failing;

    @AutoClose
    private EveryWay available;

    @AutoClose
    private EveryWay unavailable;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        healthy = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
        failing = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(500, -1));
        available = EveryWay.start(folder, healthy.uri(), WRITER);
        unavailable = EveryWay.start(folder, failing.uri(), WRITER);
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

    private static HttpResponse<String> get(EveryWay proxies, Way way, String path) {
        URI proxy = proxies.endpoint(way).uri();
        return Http.send(HttpRequest.newBuilder(proxy.resolve(path)).build());
    }
}
