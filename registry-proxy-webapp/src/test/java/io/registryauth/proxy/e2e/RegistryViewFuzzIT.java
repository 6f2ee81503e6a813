package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.RawConnection.Answer;
import io.registryauth.proxy.e2e.RecordingUpstream.Arrival;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/**
 * The registry's own view of 100,000 requests, in each way of running: what reaches it is what was sent, octet by octet, by
 * somebody who may do that; what was refused never reaches it. Seeded, so that each run is the same.
 */
class RegistryViewFuzzIT {
    private static final String SEED = "20260110";
    private static final int REQUESTS = 100_000;
    private static final int IN_A_TRY = 16;

    /** How many requests stand on a connection before the first one is answered. */
    private static final int PIPELINED = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<Way, RawConnection> CONNECTIONS = new EnumMap<>(Way.class);
    private static final Map<Way, Integer> ARRIVED = new EnumMap<>(Way.class);
    private static final Map<Way, Integer> REFUSED = new EnumMap<>(Way.class);

    @SuppressWarnings("NullAway.Init") // made before the first request
    private static RecordingUpstream upstream;

    @SuppressWarnings("NullAway.Init") // made before the first request
    private static EveryWay proxies;

    private static int count;

    /**
     * Those that were on their way when a later request of the connection made no sense: where the server closes it with
     * others unread, the client's system drops what it has received (RFC 9112, section 9.6).
     */
    private static int lostAnswers;

    private final PrintStream console = System.out;

    @BeforeContainer
    static void start() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "fuzz");
        upstream = new RecordingUpstream();
        proxies = EveryWay.start(folder, upstream.uri(), User.WRITER, User.READER);
        // the question of the one that was waited for until it ran
        upstream.forget();
    }

    @AfterContainer
    static void stop() throws Exception {
        for (RawConnection connection : CONNECTIONS.values()) {
            connection.close();
        }
        proxies.close();
        upstream.close();
        assertThat(lostAnswers).isLessThan(REQUESTS / 1000);
        // many of both, so that neither is for nothing
        for (Way way : Way.values()) {
            assertThat(ARRIVED.getOrDefault(way, 0)).as("arrived, %s", way).isGreaterThan(REQUESTS / 20);
            assertThat(REFUSED.getOrDefault(way, 0)).as("refused, %s", way).isGreaterThan(REQUESTS / 20);
        }
    }

    /** A line for each refusal is not for the console of the tests. */
    @BeforeProperty
    void silence() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    }

    @AfterProperty
    void speak() {
        System.setOut(console);
    }

    @Provide
    Arbitrary<List<FuzzedRequest>> pipelines() {
        return FuzzedRequest.any().list().ofSize(IN_A_TRY);
    }

    @Property(tries = REQUESTS / IN_A_TRY, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatReachesTheRegistryIsWhatWasJudged(@ForAll("pipelines") List<FuzzedRequest> pipeline, @ForAll Way way)
            throws Exception {
        Map<String, FuzzedRequest> sent = new HashMap<>();
        Map<String, @Nullable Answer> answered = new HashMap<>();
        Set<String> followed = new HashSet<>();

        send(way, pipeline, sent, answered, followed);

        Map<String, Arrival> arrived = new HashMap<>();
        for (Arrival arrival = upstream.poll(); arrival != null; arrival = upstream.poll()) {
            assertThat(arrival.flaw()).as(arrival.bytes()).isNull();
            assertThat(arrival.whole()).as(arrival.bytes()).isTrue();
            String id = String.join(" and ", arrival.values("X-Id"));
            assertThat(sent).as("arrived unasked: %s", arrival.bytes()).containsKey(id);
            assertThat(arrived.put(id, arrival))
                    .as("arrived again: %s", arrival.bytes())
                    .isNull();
        }
        sent.forEach((id, request) -> {
            Answer answer = answered.get(id);
            Arrival arrival = arrived.get(id);
            if (arrival == null) {
                assertThat(request.mustArrive() && answered.containsKey(id))
                        .as("refused: %s, %s", request, answer)
                        .isFalse();
                assertThat(answer == null || answer.status() >= 400)
                        .as("answered: %s, %s", request, answer)
                        .isTrue();
                REFUSED.merge(way, answered.containsKey(id) ? 1 : 0, Integer::sum);
            } else {
                assertThat(request.mayArriveAs(arrival.method(), arrival.target()))
                        .as("%s arrived as %s", request, arrival.bytes())
                        .isTrue();
                assertThat(arrival.body())
                        .as("%s arrived as %s", request, arrival.bytes())
                        .isEqualTo(request.body());
                boolean lost = answer == null && followed.contains(id);
                lostAnswers += lost ? 1 : 0;
                assertThat(lost || (answer != null && answer.status() == 200))
                        .as("%s arrived through %s, and was answered %s", request, way, answer)
                        .isTrue();
                ARRIVED.merge(way, 1, Integer::sum);
            }
        });
    }

    /** Sends all of them, one behind the other; what stands behind one that ends the connection is sent again. */
    private static void send(
            Way way,
            List<FuzzedRequest> pipeline,
            Map<String, FuzzedRequest> sent,
            Map<String, @Nullable Answer> answered,
            Set<String> followed)
            throws IOException {
        List<FuzzedRequest> left = new ArrayList<>(pipeline);
        while (!left.isEmpty()) {
            RawConnection connection = CONNECTIONS.get(way);
            boolean fresh = connection == null;
            if (connection == null) {
                connection = new RawConnection(proxies.endpoint(way).port(), PATIENCE);
                CONNECTIONS.put(way, connection);
            }
            StringBuilder text = new StringBuilder();
            List<String> ids = new ArrayList<>();
            for (FuzzedRequest request : left.subList(0, Math.min(left.size(), PIPELINED))) {
                count++;
                ids.add(String.valueOf(count));
                sent.put(String.valueOf(count), request);
                text.append(request.text(proxies.endpoint(way).host(), count));
            }
            followed.addAll(ids.subList(0, ids.size() - 1));
            connection.send(text.toString());
            boolean last = false;
            for (int i = 0; i < ids.size() && !last; i++) {
                Answer answer = connection.next(left.get(0).method());
                last = answer == null || answer.isLast();
                if (answer != null || (fresh && i == 0)) {
                    answered.put(ids.get(i), answer);
                    left.remove(0);
                }
            }
            if (last) {
                connection.close();
                CONNECTIONS.remove(way);
            }
        }
    }
}
