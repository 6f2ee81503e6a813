package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.log.RecordedLog;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see when the registry fails. */
class ProxyFailuresIT extends ProxyTestBase {
    private static final String GET = "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void answers502WhenTheRegistryCannotBeReached(Container container) throws Exception {
        ScriptedUpstream nowhere = answering("");
        nowhere.close();
        RawClient.Answer answer =
                client(proxy(container, nowhere.url())).send(GET).answer();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.headers("Content-Type")).first().asString().startsWith("application/json");
        assertThat(answer.text()).contains("UNAVAILABLE").doesNotContain("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void answers502ToHeadWithoutABody(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> connection.readHead());
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("HEAD /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\nConnection: close\r\n\r\n")
                .answer("HEAD");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.headers("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answers502WhenTheAnswerIsGarbage(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        });
        RawClient.Answer answer =
                client(proxy(container, upstream.url())).send(GET).answer();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers502WhenTheProtocolIsSwitchedUnasked(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
            connection.awaitEnd();
        });
        assertThat(client(proxy(container, upstream.url())).send(GET).answer().status())
                .isEqualTo(502);
    }

    @ParameterizedTest
    @EnumSource
    void answers502WhenTheRegistryBreaksOffDuringItsHeaders(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Le");
        });
        assertThat(client(proxy(container, upstream.url())).send(GET).answer().status())
                .isEqualTo(502);
    }

    @ParameterizedTest
    @EnumSource
    void answers504WhenNothingComes(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.awaitEnd();
        });
        RawClient.Answer answer = client(proxy(container, upstream.url(), "idle", "PT0.5S"))
                .send(GET)
                .answer();
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("UNAVAILABLE");
    }

    @ParameterizedTest
    @MethodSource("endsInEveryContainer")
    void answers502WhereOnlyTheEndOfTheConnectionEndsTheAnswer(Container container, boolean reset) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhalf");
            // with it the connection is reset
            connection.socket.setSoLinger(reset, 0);
        });
        try (RecordedLog log = new RecordedLog()) {
            RawClient.Answer answer =
                    client(proxy(container, upstream.url())).send(GET).answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("UNAVAILABLE");
            if (container.isJetty()) {
                // others log in a class loader of their own
                assertThat(log.of("upstream-failed"))
                        .singleElement()
                        .asString()
                        .contains("answer=502", "no length and no chunks");
            }
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    static Stream<Arguments> endsInEveryContainer() {
        return Arrays.stream(Container.values())
                .flatMap(container -> Stream.of(Arguments.of(container, false), Arguments.of(container, true)));
    }

    @ParameterizedTest
    @EnumSource
    void passesAnswersOnThatHaveNoBodyAndSoNoLength(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                connection.write(head.startsWith("HEAD") ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 304 Same\r\n\r\n");
            }
        });
        int port = proxy(container, upstream.url());
        assertThat(client(port).send(GET).answer().status()).isEqualTo(304);
        assertThat(client(port).send(GET.replace("GET", "HEAD")).answer("HEAD").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void answers502WhenTheRegistryBreaksOffAnUpload(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.read();
        });
        RawClient client = client(proxy(container, upstream.url()))
                .send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: 100000000\r\n\r\n")
                .send(new byte[100_000]);
        assertThat(client.answer().status()).isEqualTo(502);
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAGetOnceThatMetAStaleConnection(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            if (connection.number > 1) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                connection.awaitEnd();
            }
        });
        RawClient.Answer answer =
                client(proxy(container, upstream.url())).send(GET).answer();
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void repeatsNothingMoreThanOnceAndNothingThatChangesTheRegistry(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> connection.readHead());
        int port = proxy(container, upstream.url());
        assertThat(client(port).send(GET).answer().status()).isEqualTo(502);
        assertThat(upstream.connections()).isEqualTo(2);
        assertThat(client(port)
                        .send("DELETE /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n")
                        .answer()
                        .status())
                .isEqualTo(502);
        assertThat(upstream.connections()).isEqualTo(3);
    }
}
