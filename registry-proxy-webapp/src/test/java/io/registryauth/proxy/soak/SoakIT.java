package io.registryauth.proxy.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.e2e.RealRegistry;
import io.registryauth.proxy.e2e.User;
import io.registryauth.proxy.server.ObservedServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of a busy registry in some minutes: pushes, pulls, deletions, denials, clients that go away and connections that
 * break, all at once. Then everything has its digest, nothing denied or deleted is there, and the proxy holds nothing. The
 * server runs in this process, since a process of its own would not tell what it holds.
 */
class SoakIT {
    private static final long SEED = Long.getLong("soak.seed", 20_261_124);
    private static final int OPERATIONS = Integer.getInteger("soak.operations", 600);
    private static final Path LOG = Path.of("target", "soak.log");
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("soak.seconds", 120));

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private FaultyRelay relay;

    @AutoClose
    private ObservedServer proxy;

    private final PrintStream console = System.out;

    /** A line for each refusal is not for the console of the tests. */
    @BeforeEach
    void logToAFile() throws IOException {
        System.setOut(new PrintStream(Files.newOutputStream(LOG, CREATE, APPEND), true, UTF_8));
    }

    @AfterEach
    void logToTheConsole() {
        System.out.close();
        System.setOut(console);
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        registry = RealRegistry.start(folder, "");
        relay = new FaultyRelay(registry.uri().getPort());
        proxy = ObservedServer.start(
                "--listen=127.0.0.1:0",
                "--access-log=off",
                "--upstream=http://127.0.0.1:" + relay.port(),
                "--upstream-idle-timeout=5s",
                "--users=" + User.writeFile(folder.resolve("users.htpasswd"), User.WRITER, User.READER));
    }

    @Test
    void whatWasPushedIsThereAndNothingIsHeld() throws Exception {
        Client client = new Client(proxy.port());
        Map<String, Integer> before = OpenFiles.kinds();
        Soak soak = new Soak(client, Fault::anHoursWorth, SEED);

        soak.work(OPERATIONS, NANOS);
        soak.check();

        console.println("soak: seed " + SEED + ", " + soak.tally() + ", faults " + relay.struck() + ", items "
                + soak.states() + ", held " + proxy.held());
        assertThat(soak.tally().operations()).containsOnlyKeys(Operation.values());
        // also what the pool keeps
        relay.hangUp();
        await(() -> {
            assertThat(proxy.held())
                    .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(lost(name)));
            assertThat(relay.connections()).isZero();
            assertThat(OpenFiles.kinds())
                    .allSatisfy((kind, count) ->
                            assertThat(count).as("open: %s", kind).isLessThanOrEqualTo(before.getOrDefault(kind, 0)));
        });
        proxy.close();
        await(() -> assertThat(threads()).isEmpty());
    }

    /** Of answers that break off, Jetty's client leaves a buffer now and then to the garbage collector, and where it asserts, more. */
    private long lost(String name) {
        int broken =
                relay.struck().values().stream().mapToInt(Integer::intValue).sum();
        return name.equals("buffers for the registry") ? 5 + broken / 20 : 0;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("http-") || name.startsWith("upstream-"))
                .toList();
    }

    private static void await(ThrowingRunnable condition) {
        Awaitility.await("nothing is held")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(condition);
    }

    @Test
    void aByteThatIsNotTheRegistrysIsSeen() {
        Soak soak = new Soak(new Client(proxy.port()), Fault::flips, SEED);
        assertThatThrownBy(() -> soak.work(OPERATIONS, NANOS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed " + SEED + ", worker ");
    }
}
