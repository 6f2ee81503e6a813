package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of the registry that come while a client still sends. */
class EarlyAnswersIT extends ProxyTestBase {
    /** More than the system takes for somebody who does not read. */
    private static final int MUCH = 16 * 1024 * 1024;

    /** Less than is read at once. */
    private static final int STEP = 16 * 1024;

    private static final String UPLOAD = "PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\n";

    /** Where a request is aborted after its answer, Jetty's client leaves a buffer to the garbage collector now and then. */
    @Override
    long lost(String name) {
        return name.equals("buffers for the registry") ? 1 : super.lost(name);
    }

    static Stream<Arguments> answers() {
        return Stream.of(Container.values()).flatMap(container -> Stream.of(413, 401, 500)
                .flatMap(status -> Stream.of(true, false).map(keeps -> Arguments.of(container, status, keeps))));
    }

    static Stream<Arguments> endings() {
        return Stream.of(Container.values())
                .flatMap(container -> Stream.of(Arguments.of(container, true), Arguments.of(container, false)));
    }

    /** Answers a first request before its body, and either keeps the connection, on which it reads on, or closes it. */
    private ScriptedUpstream refusing(int status, boolean keeps) throws Exception {
        return upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n"
                    + (keeps ? "" : "Connection: close\r\n") + "\r\nno");
            if (keeps) {
                connection.awaitEnd();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void reachesAClientThatGoesOnSending(Container container, int status, boolean keeps) throws Exception {
        RawClient client = client(proxy(container, refusing(status, keeps).url()))
                .send(UPLOAD + "Content-Length: 100000000\r\n\r\n")
                .send(new byte[300_000]);
        RawClient.Answer answer = client.answer();
        assertRefused(answer, status);
        assertThat(answer.headers("Connection")).containsExactly("close");
        client.send(new byte[100_000]);
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void reachesAClientThatSendsInChunks(Container container, boolean keeps) throws Exception {
        RawClient client = client(proxy(container, refusing(413, keeps).url()))
                .send(UPLOAD + "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 8; i++) {
            client.send("8000\r\n" + "x".repeat(0x8000) + "\r\n");
        }
        assertRefused(client.answer(), 413);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void reachesAClientThatReadsOnlyAfterItHasSent(Container container, boolean keeps) throws Exception {
        RawClient client = client(proxy(container, refusing(413, keeps).url()))
                .send(UPLOAD + "Content-Length: 500000\r\n\r\n")
                .send(new byte[500_000]);
        assertRefused(client.answer(), 413);
    }

    /** A registry that keeps the connection takes what comes next on it for the rest of the body, if some of that is missing. */
    @ParameterizedTest
    @EnumSource
    void theNextRequestIsNotTakenForTheRestOfTheBody(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                connection.write("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
                connection.readBody();
            }
        });
        int proxy = proxy(container, upstream.url());
        for (int i = 0; i < 20; i++) {
            RawClient upload = client(proxy)
                    .send(UPLOAD + "Content-Length: 500000\r\n\r\n")
                    .send(new byte[500_000]);
            assertRefused(upload.answer(), 401);
            assertRefused(
                    client(proxy).send("GET /v2/ HTTP/1.1\r\nHost: r\r\n\r\n").answer(), 401);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void reachesAClientThatWaitsForLeaveToSend(Container container, boolean keeps) throws Exception {
        RawClient client = client(proxy(container, refusing(413, keeps).url()))
                .send(UPLOAD + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
        assertRefused(client.finalAnswer(), 413);
        assertThat(client.isClosed()).isTrue();
    }

    /** The most that is read from a client whose registry takes none of it is found by halves: its last piece is not on its way yet. */
    @Test
    void whatWasReadAndIsNotTakenHoldsUpNobody() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        closing(over::countDown);
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.awaitPause();
            connection.write("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
            over.await();
        });
        int taken = 0;
        int tooMuch = MUCH;
        while (tooMuch - taken > STEP) {
            int length = (taken + tooMuch) / 2;
            // with a connection to the registry of its own
            RawClient client = client(proxy(Container.STANDALONE, upstream.url()))
                    .send(UPLOAD + "Content-Length: " + length + "\r\n\r\n")
                    .send(new byte[length]);
            RawClient.Answer answer = client.answer();
            assertRefused(answer, 401);
            if (answer.headers("Connection").isEmpty()) {
                taken = length;
                client.send("GET " + ProxyApplication.WITHOUT_TARGET + " HTTP/1.1\r\nHost: r\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(500);
            } else {
                tooMuch = length;
            }
        }
        assertThat(taken).isPositive();
        assertThat(tooMuch).isLessThan(MUCH);
    }

    private static void assertRefused(RawClient.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.text()).isEqualTo("no");
    }
}
