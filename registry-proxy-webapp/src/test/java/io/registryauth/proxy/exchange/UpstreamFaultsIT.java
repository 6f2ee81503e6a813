package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a registry whose connections are reset, which restarts, or which says more than it should. */
class UpstreamFaultsIT extends ProxyTestBase {
    private static final String GET = "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    static Stream<Arguments> beginnings() {
        return inEveryContainer(
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\nhalf");
    }

    private static Stream<Arguments> inEveryContainer(String... cases) {
        return Stream.of(Container.values())
                .flatMap(container -> Arrays.stream(cases).map(each -> Arguments.of(container, each)));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aConnectionThatIsResetNeverLooksLikeAWholeAnswer(Container container, String beginning) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write(beginning);
            connection.socket.setSoLinger(true, 0);
        });
        assertFails(container, upstream);
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aConnectionThatEndsNeverLooksLikeAWholeAnswer(Container container, String beginning) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write(beginning);
        });
        assertFails(container, upstream);
    }

    /** What was read before a reset may be lost, and so may be the beginning of the answer. */
    private void assertFails(Container container, ScriptedUpstream upstream) throws Exception {
        RawClient client = client(proxy(container, upstream.url())).send(GET);
        RawClient.Answer answer = client.answer();
        if (answer.status() == 200) {
            assertThat(answer.whole()).isFalse();
            assertThat(client.isClosed()).isTrue();
        } else {
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("UNAVAILABLE");
        }
    }

    static Stream<Arguments> parts() {
        return inEveryContainer(
                "Content-Length: 5\r\n\r\nhe|llo",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n|3\r\nllo\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartOfAnAnswerIsPassedOnThoughTheNextOneIsNotThereYet(Container container, String answer) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        List<String> parts = List.of(answer.split("\\|", -1));
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\n" + parts.get(0));
            seen.await();
            connection.write(parts.get(1));
            connection.awaitEnd();
        });
        RawClient client = client(proxy(container, upstream.url())).send(GET);

        client.awaitAnswer();
        seen.countDown();

        assertThat(client.answer().text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartOfTheRegistryIsSeenByNobody(Container container) throws Exception {
        ScriptedUpstream upstream = answering(OK);
        int port = proxy(container, upstream.url());
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(client(port).send(GET));
        }
        for (RawClient client : clients) {
            assertThat(client.answer().text()).isEqualTo("ok");
        }

        upstream.restart(ScriptedUpstream.always(OK));

        for (RawClient client : clients) {
            String put = "PUT /v2/a/manifests/t HTTP/1.1\r\nHost: r\r\nContent-Length: 5\r\n\r\nhello";
            assertThat(client.send(put).answer().text()).isEqualTo("ok");
            assertThat(client.send(GET).answer().text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyWhereThereMustBeNoneIsNotTakenForTheNextAnswer(Container container) throws Exception {
        String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        ScriptedUpstream upstream = upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                if (head.startsWith("HEAD")) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + evil.length() + "\r\n\r\n" + evil);
                } else if (head.contains("/none")) {
                    connection.write("HTTP/1.1 204 None\r\nContent-Length: " + evil.length() + "\r\n\r\n" + evil);
                } else if (head.contains("/same")) {
                    connection.write("HTTP/1.1 304 Same\r\nContent-Length: " + evil.length() + "\r\n\r\n" + evil);
                } else {
                    connection.write(OK);
                }
            }
        });
        RawClient client = client(proxy(container, upstream.url()));
        for (String first :
                List.of(GET.replace("GET", "HEAD"), GET.replace("/b ", "/none "), GET.replace("/b ", "/same "))) {
            assertThat(client.send(first).answer(first.substring(0, 4).strip()).status())
                    .isIn(200, 204, 304);
            assertThat(client.send(GET).answer().text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void interimAnswersDuringAnUploadChangeNothing(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
                connection.readBody();
                connection.write("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + OK);
            }
        });
        RawClient client = client(proxy(container, upstream.url()));
        for (int i = 0; i < 2; i++) {
            client.send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 10\r\n\r\nhello");
            upstream.nextHead();
            RawClient.Answer answer = client.send("world").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("ok");
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void headersThatEveryContainerTakesPass(Container container) throws Exception {
        String location = "/v2/a/blobs/uploads/u?_state=" + "x".repeat(6000);
        ScriptedUpstream upstream =
                answering("HTTP/1.1 202 Accepted\r\nLocation: " + location + "\r\nContent-Length: 2\r\n\r\nok");
        RawClient.Answer answer =
                client(proxy(container, upstream.url())).send(GET).answer();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers("Location")).singleElement().asString().endsWith(location);
        assertThat(answer.text()).isEqualTo("ok");
    }

    static Stream<Arguments> hugeHeaders() {
        return inEveryContainer("x".repeat(9_000), "x".repeat(30_000), "x".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("hugeHeaders")
    void headersThatAContainerCannotSendAreAnsweredWithAnError(Container container, String value) throws Exception {
        ScriptedUpstream upstream =
                answering("HTTP/1.1 200 OK\r\nX-Huge: " + value + "\r\nContent-Length: 2\r\n\r\nok");
        RawClient.Answer answer =
                client(proxy(container, upstream.url())).send(GET).answer();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.text()).contains("UNAVAILABLE");
    }
}
