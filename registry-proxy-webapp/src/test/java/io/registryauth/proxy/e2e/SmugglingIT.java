package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.AmbiguousRequest.Outcome;
import io.registryauth.proxy.e2e.AmbiguousRequest.Sender;
import io.registryauth.proxy.e2e.RawConnection.Answer;
import io.registryauth.proxy.e2e.RecordingUpstream.Arrival;
import io.registryauth.proxy.e2e.RecordingUpstream.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every ambiguous request against the WAR in each way of running, in front of an upstream that reads by the letter. Each is
 * refused, or arrives framed in one way, and what is hidden in it never arrives as a request: neither a reader's, who may not
 * send it, nor a writer's, who may.
 */
class SmugglingIT {
    /** What a client must not tell the registry, in a head or in a trailer. */
    private static final Set<String> WITHHELD = Set.of(
            "authorization",
            "expect",
            "te",
            "upgrade",
            "http2-settings",
            "cookie",
            "proxy-connection",
            "x-http-method-override",
            "x-original-url",
            "x-rewrite-url");

    /** Some requests leave it open whether more of them comes. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @AutoClose
    private static RecordingUpstream upstream;

    @AutoClose
    private static EveryWay proxies;

    private static int count;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = new RecordingUpstream();
        proxies = EveryWay.start(folder, upstream.uri(), WRITER, READER);
    }

    @BeforeEach
    void forget() {
        upstream.forget();
    }

    static Stream<Arguments> everyRequestInEveryWay() {
        return Stream.of(Way.values())
                .flatMap(way -> AmbiguousRequests.all().map(request -> Arguments.of(way, request)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyRequestInEveryWay")
    void smugglesNothingForAReader(Way way, AmbiguousRequest request) throws Exception {
        assertThatNothingIsSmuggled(way, request, READER);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyRequestInEveryWay")
    void smugglesNothingForAWriter(Way way, AmbiguousRequest request) throws Exception {
        assertThatNothingIsSmuggled(way, request, WRITER);
    }

    /** Credentials count for the request that they came with. */
    @ParameterizedTest
    @EnumSource
    void aRequestBehindAnotherIsJudgedByItself(Way way) throws Exception {
        Sender reader = sender(way, READER);
        String get = reader.fill(AmbiguousRequest.PLAIN + "\r\n");

        List<Answer> answers = exchange(
                way, get + reader.fill("{hidden}") + get.replaceFirst("Authorization: .*\r\n", "") + reader.next());

        assertThat(answers).extracting(Answer::status).containsExactly(200, 403, 401, 200);
        assertThat(upstream.arrivals())
                .extracting(Arrival::target)
                .containsExactly(reader.target(), reader.nextTarget());
    }

    private static Sender sender(Way way, User user) {
        return new Sender("r" + ++count, user, proxies.endpoint(way).host());
    }

    private static void assertThatNothingIsSmuggled(Way way, AmbiguousRequest request, User user) throws Exception {
        Sender sender = sender(way, user);

        List<Answer> answers = exchange(way, sender.fill(request.text()) + sender.next());

        // whatever was on its way is there when a later request is
        assertThat(exchange(way, sender.next().replace("/next/", "/later/"))).hasSize(1);
        List<Arrival> arrivals = upstream.arrivals().stream()
                .filter(arrival -> !arrival.target().startsWith("/v2/later/"))
                // that an earlier one was broken off may be noticed late
                .filter(arrival -> arrival.whole()
                        || arrival.flaw() != null
                        || arrival.target().equals(sender.target())
                        || !arrival.target().startsWith("/v2/team/"))
                .toList();
        String story = story(way, request, user, answers, arrivals);
        arrivals.forEach(arrival -> assertThatItCanBeReadInOneWay(arrival, story));
        // Jetty takes the scheme that a client names for the connection's; a server of one's own can tell it better
        if (way != Way.JETTY) {
            assertThat(arrivals).as(story).allMatch(arrival -> arrival.values("X-Forwarded-Proto")
                    .equals(List.of("http")));
        }
        List<Arrival> nexts = arrivals.stream()
                .filter(arrival -> arrival.target().equals(sender.nextTarget()))
                .toList();
        List<Arrival> others = arrivals.stream()
                .filter(arrival -> !arrival.target().equals(sender.nextTarget()))
                .toList();
        assertThat(others).as(story).hasSizeLessThanOrEqualTo(1);
        others.forEach(arrival -> assertThatItIs(sender, arrival, story));
        assertThat(nexts)
                .as(story)
                .allMatch(next -> next.method().equals("GET") && next.body().isEmpty());

        Outcome outcome = outcome(others, answers, story);
        assertThat(request.outcomes()).as(story).contains(outcome);
        if (outcome == Outcome.ARRIVED) {
            assertThat(others.get(0).body()).as(story).isEqualTo(sender.fill(request.body()));
        }
        // each answer is to the request itself or to the next one, and none to what is hidden
        assertThat(answers).as(story).hasSizeLessThanOrEqualTo(2);
        if (answers.size() == 2) {
            assertThat(answers.get(1).value("X-Reached")).as(story).isEqualTo("GET " + sender.nextTarget());
        }
        assertThat(nexts).as(story).hasSize(answers.size() == 2 ? 1 : 0);
    }

    private static String story(
            Way way, AmbiguousRequest request, User user, List<Answer> answers, List<Arrival> arrivals) {
        return "%s, %s, %s%nwas answered%n%s%nand arrived as%n%s%n"
                .formatted(
                        way,
                        request.name(),
                        user.name(),
                        answers.stream().map(Answer::head).toList(),
                        arrivals.stream().map(Arrival::bytes).toList());
    }

    private static Outcome outcome(List<Arrival> arrivals, List<Answer> answers, String story) {
        if (!answers.isEmpty() && answers.get(0).status() == 200) {
            assertThat(arrivals).as(story).hasSize(1).allMatch(Arrival::whole);
            return Outcome.ARRIVED;
        }
        assertThat(arrivals).as(story).noneMatch(Arrival::whole);
        return arrivals.isEmpty() ? Outcome.REFUSED : Outcome.BROKEN_OFF;
    }

    private static void assertThatItIs(Sender sender, Arrival arrival, String story) {
        assertThat(arrival.method()).as(story).isEqualTo(sender.method());
        assertThat(arrival.target()).as(story).isEqualTo(sender.target());
    }

    private static void assertThatItCanBeReadInOneWay(Arrival arrival, String story) {
        assertThat(arrival.flaw()).as(story).isNull();
        assertThat(arrival.values("Host"))
                .as(story)
                .containsExactly(upstream.uri().getAuthority());
        assertThat(arrival.values("X-Forwarded-For")).as(story).containsExactly("127.0.0.1");
        assertThat(arrival.values("X-Forwarded-Proto")).as(story).hasSize(1);
        assertThat(Stream.concat(arrival.fields().stream(), arrival.trailers().stream())
                        .map(Field::lowerName))
                .as(story)
                .doesNotContainAnyElementsOf(WITHHELD)
                .noneMatch(name -> name.indexOf('_') >= 0);
        assertThat(arrival.trailers()).as(story).allMatch(field -> field.is("X-Sum"));
    }

    /** Sends it all, and nothing more; answers what is answered until the proxy ends the connection. */
    private static List<Answer> exchange(Way way, String text) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (RawConnection connection = new RawConnection(proxies.endpoint(way).port(), PATIENCE)) {
            connection.send(text);
            for (Answer answer = connection.next("GET"); answer != null; answer = connection.next("GET")) {
                answers.add(answer);
            }
        }
        return answers;
    }
}
