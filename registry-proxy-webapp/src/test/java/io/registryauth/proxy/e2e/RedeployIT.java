package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The WAR replaced again and again in a container that goes on: nothing of the replaced ones stays. */
class RedeployIT {
    private static final int TIMES = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What the JDK starts for the tests and keeps. */
    private static final String OF_THE_JDK =
            "HttpClient-.*|process reaper.*|Keep-Alive-Timer|Common-Cleaner|ForkJoinPool.commonPool.*";

    @TempDir
    private Path folder;

    @AutoClose
    private TestUpstream upstream;

    private Path users;

    @BeforeEach
    void start() throws Exception {
        users = User.writeFile(folder.resolve("users"), WRITER);
        upstream = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JAVA_JAR")
    void noThreadAndNoClassLoaderIsLeftBehind(Way way) throws Exception {
        Set<Thread> before = threads();
        Map<String, String> settings = Map.of(
                "regauth.upstream", upstream.uri().toString(),
                "regauth.users", users.toString(),
                "regauth.access-log", "off");

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (Redeployment container = Redeployment.start(way, folder, settings)) {
            for (int i = 0; i < TIMES; i++) {
                use(container.endpoint().uri());
                loaders.add(new WeakReference<>(container.redeploy()));
            }

            await().atMost(LIMIT).untilAsserted(() -> {
                System.gc();
                assertThat(loaders)
                        .as("class loaders of replaced applications")
                        .allMatch(loader -> loader.refersTo(null));
            });
        }
        upstream.close();
        await().atMost(LIMIT).pollInSameThread().untilAsserted(() -> assertThat(threads())
                .filteredOn(
                        thread -> !before.contains(thread) && !thread.getName().matches(OF_THE_JDK))
                .isEmpty());
    }

    /** Has each part of the application at work: a refusal, a login, a request to the registry, and its health. */
    private static void use(URI proxy) throws InterruptedException {
        HttpRequest.Builder registry = HttpRequest.newBuilder(proxy.resolve("/v2/"));
        assertThat(Http.send(registry.build()).statusCode()).isEqualTo(401);
        HttpRequest login =
                registry.header("Authorization", WRITER.authorization()).build();
        assertThat(Http.send(login).statusCode()).isEqualTo(200);
        assertThat(Http.send(login).statusCode()).isEqualTo(200);
        assertThat(Http.answers(proxy.resolve("/health"), 200)).isTrue();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
