package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients see of an answer that the registry begins and does not end. */
class CutShortAnswersIT extends ProxyTestBase {
    private static final String GET = "GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void theConnectionBreaksWhenABodyOfKnownLengthIsCutShort(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(500_000));
        });
        assertBreaksOff(container, upstream);
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionBreaksWhenAChunkedBodyIsCutShort(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 50; i++) {
                connection.write("2710\r\n" + "x".repeat(10_000) + "\r\n");
            }
        });
        assertBreaksOff(container, upstream);
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionBreaksWhenEvenAShortBodyIsCutShort(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });
        assertBreaksOff(container, upstream);
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionBreaksWhenTheBodyStopsComing(Container container) throws Exception {
        ScriptedUpstream upstream = upstream(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.awaitEnd();
        });
        RawClient client =
                client(proxy(container, upstream.url(), "idle", "PT0.5S")).send(GET);
        assertThat(client.answer().whole()).isFalse();
        assertThat(client.isClosed()).isTrue();
    }

    private void assertBreaksOff(Container container, ScriptedUpstream upstream) throws Exception {
        RawClient client = client(proxy(container, upstream.url())).send(GET);
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        assertThat(client.isClosed()).isTrue();
    }
}
