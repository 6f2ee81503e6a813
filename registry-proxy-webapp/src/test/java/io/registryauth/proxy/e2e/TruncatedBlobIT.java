package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.e2e.TestImage.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients make of a blob whose registry is killed while they pull it through the proxy. */
@TestInstance(Lifecycle.PER_CLASS)
class TruncatedBlobIT {

    private static final int KIBIBYTES = 8 * 1024;
    private static final AtomicLong SEEDS = new AtomicLong(1_000_000);

    private Path folder;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private Relay relay;

    @AutoClose
    private DockerEngine engine;

    @AutoClose
    private EveryWay proxies;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        registry = RealRegistry.start(folder);
        relay = new Relay(registry.uri().getPort());
        // it would wait for the registry to come back
        engine = DockerEngine.start(folder, "--max-download-attempts=1");
        proxies = EveryWay.start(folder, relay.uri(), READER);
    }

    static Stream<Arguments> everyClientInEveryWay() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Client.values()).map(client -> Arguments.of(way, client)));
    }

    @ParameterizedTest
    @MethodSource("everyClientInEveryWay")
    void isNeverTakenForAWholeOne(Way way, Client kind) throws Exception {
        TestImage image = TestImage.create(folder, new Layer(SEEDS.incrementAndGet(), KIBIBYTES));
        String name = "truncated/" + SEEDS.get() + ":1";
        Endpoint direct = new Endpoint(registry.uri().getPort(), null);
        new Skopeo(direct, Files.createTempDirectory(folder, "pusher"))
                .push(image, name)
                .succeeded();
        ImageClient client = kind.open(engine, proxies.endpoint(way), folder);
        client.login(READER).succeeded();

        relay.dieAfter(1024L * KIBIBYTES / 2);
        client.pull(image, name).failed();

        assertThat(relay.isDead()).isTrue();
        assertThatThrownBy(() -> client.pulled(name)).isInstanceOfAny(AssertionError.class, RuntimeException.class);

        relay.revive();
        client.pull(image, name).succeeded();
        assertThat(client.pulled(name).id()).isEqualTo(image.id());
    }
}
