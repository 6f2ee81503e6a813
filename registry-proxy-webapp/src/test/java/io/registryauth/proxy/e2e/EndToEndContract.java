package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command.Result;
import io.registryauth.proxy.e2e.ImageClient.Pulled;
import io.registryauth.proxy.e2e.TestImage.Layer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see of a registry behind the proxy, with each client and however the proxy runs. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EndToEndContract {

    private static final int SMALL = 64;

    /** The words that each client has for a 401. */
    static final Pattern NOT_LOGGED_IN =
            Pattern.compile("(?i)unauthorized|no basic auth credentials|invalid username/password");

    private static final AtomicLong SEEDS = new AtomicLong();

    private Path folder;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private DockerEngine engine;

    @AutoClose
    private RunningProxy proxy;

    /** Starts the proxy in front of the upstream, in the way that the subclass is about. */
    abstract RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        registry = RealRegistry.start(folder);
        engine = DockerEngine.start(folder);
        proxy = startProxy(folder, registry.uri(), User.writeFile(folder.resolve("users.htpasswd"), WRITER, READER));
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordDoesNotLogIn(Client kind) throws Exception {
        Result login = client(kind).login(READER.withPassword("wrong"));

        assertThat(login.failed()).containsPattern(NOT_LOGGED_IN);
    }

    @ParameterizedTest
    @EnumSource
    void withoutLoginNothingIsServed(Client kind) throws Exception {
        TestImage image = image(SMALL);
        ImageClient stranger = client(kind);
        stranger.load(image);

        assertThat(stranger.push(image, "private:1").failed()).containsPattern(NOT_LOGGED_IN);
        // After a refused pull over TLS a Docker engine tries plain HTTP on a loopback address, and tells of that
        // alone.
        boolean triesPlainHttp = kind == Client.DOCKER && proxy.endpoint().certificates() != null;
        assertThat(stranger.pull(image, "private:1").failed())
                .containsPattern(triesPlainHttp ? Pattern.compile("malformed HTTP response") : NOT_LOGGED_IN);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheWriterPushesTheReaderPulls(Client kind) throws Exception {
        goesBothWays(kind, SMALL);
    }

    @ParameterizedTest
    @EnumSource
    void theReaderIsToldWhyAPushIsRefused(Client kind) throws Exception {
        TestImage image = image(SMALL);
        ImageClient reader = loggedIn(kind, READER);
        reader.load(image);

        assertThat(reader.push(image, "refused:1").failed())
                .contains("denied", "janedoe may pull but not push", "admin, admin-*");
        assertThat(registry.digest("refused:1")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheWriterDeletes(Client kind) throws Exception {
        TestImage image = image(SMALL);
        ImageClient writer = loggedIn(kind, WRITER);
        ImageClient reader = loggedIn(kind, READER);
        writer.load(image);
        writer.push(image, "deleted:1").succeeded();

        assertThat(delete(reader, "deleted:1").failed()).contains("403");
        assertThat(registry.digest("deleted:1")).isNotNull();

        delete(writer, "deleted:1").succeeded();
        assertThat(registry.digest("deleted:1")).isNull();
        assertThat(reader.pull(image, "deleted:1").failed()).contains("manifest unknown");
    }

    @ParameterizedTest
    @EnumSource
    void pushesAtTheSameTimeAllArrive(Client kind) throws Exception {
        ImageClient writer = loggedIn(kind, WRITER);
        Layer shared = new Layer(SEEDS.incrementAndGet(), 16 * SMALL);
        Map<String, TestImage> images = new LinkedHashMap<>();
        for (int number = 1; number <= 4; number++) {
            TestImage image = TestImage.create(folder, shared, new Layer(SEEDS.incrementAndGet(), SMALL));
            images.put("together/" + kind.name().toLowerCase(Locale.ROOT) + number + ":1", image);
            writer.load(image);
        }

        ExecutorService threads = Executors.newFixedThreadPool(images.size());
        try {
            List<Callable<Result>> pushes = images.entrySet().stream()
                    .<Callable<Result>>map(push -> () -> writer.push(push.getValue(), push.getKey()))
                    .toList();
            for (Future<Result> push : threads.invokeAll(pushes)) {
                push.get().succeeded();
            }
        } finally {
            threads.shutdownNow();
        }

        ImageClient reader = loggedIn(kind, READER);
        images.forEach((name, image) -> assertThatPullGives(image, name, reader));
    }

    /** Pushes an image with a layer of that size as the writer and pulls it as the reader. */
    final void goesBothWays(Client kind, int kibibytes) throws IOException {
        TestImage image = image(kibibytes);
        String name = "both-ways:" + image.id().substring("sha256:".length());
        ImageClient writer = loggedIn(kind, WRITER);
        writer.load(image);

        writer.push(image, name).succeeded();

        assertThatPullGives(image, name, loggedIn(kind, READER));
    }

    private void assertThatPullGives(TestImage image, String name, ImageClient client) {
        client.pull(image, name).succeeded();
        Pulled pulled = client.pulled(name);
        assertThat(pulled.id()).isEqualTo(image.id());
        assertThat(pulled.digest()).isEqualTo(registry.digest(name));
    }

    private TestImage image(int kibibytes) throws IOException {
        return TestImage.create(folder, new Layer(SEEDS.incrementAndGet(), kibibytes));
    }

    private ImageClient loggedIn(Client kind, User user) throws IOException {
        ImageClient client = client(kind);
        client.login(user).succeeded();
        return client;
    }

    private ImageClient client(Client kind) throws IOException {
        return kind.open(engine, proxy.endpoint(), folder);
    }

    /** Deletes with skopeo, the only one of the clients that can, under the login of the client. */
    private Result delete(ImageClient client, String name) {
        return new Skopeo(proxy.endpoint(), folder, client.logins()).delete(name);
    }
}
