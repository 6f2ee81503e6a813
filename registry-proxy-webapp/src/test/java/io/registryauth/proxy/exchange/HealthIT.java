package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the health says, and what it does not. */
class HealthIT extends ProxyTestBase {
    private static final String GET = "GET /health HTTP/1.1\r\nHost: r\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void isOkWhenTheRegistryAnswers(Container container) throws Exception {
        for (String status : new String[] {"200 OK", "401 Unauthorized"}) {
            ScriptedUpstream upstream = answering("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\n{}");
            RawClient.Answer answer = client(
                            proxy(container, upstream.url() + "/base", "authorization", "Basic b3duOnBhc3M="))
                    .send(GET)
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(upstream.nextHead())
                    .startsWith("GET /base/v2/ HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Basic b3duOnBhc3M=\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUnavailableWhenTheRegistryFails(Container container) throws Exception {
        ScriptedUpstream upstream =
                answering("HTTP/1.1 500 Oops\r\nServer: registry/2.8\r\nContent-Length: 4\r\n\r\noops");
        RawClient.Answer answer =
                client(proxy(container, upstream.url())).send(GET).answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("{\"status\":\"unavailable\"}");
        assertThat(answer.head()).doesNotContain("2.8", "127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void isUnavailableWhenTheRegistryCannotBeReached(Container container) throws Exception {
        ScriptedUpstream upstream = answering("");
        upstream.close();
        assertThat(client(proxy(container, upstream.url())).send(GET).answer().status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithoutABodyAndOtherMethodsNotAtAll(Container container) throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        int port = proxy(container, upstream.url());
        RawClient.Answer head =
                client(port).send("HEAD /health HTTP/1.1\r\nHost: r\r\n\r\n").answer("HEAD");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers("Content-Type")).isEmpty();
        RawClient.Answer post = client(port)
                .send("POST /health HTTP/1.1\r\nHost: r\r\nContent-Length: 2\r\n\r\n{}")
                .answer();
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.headers("Allow")).containsExactly("GET, HEAD");
        assertThat(post.text()).contains("UNSUPPORTED");
    }
}
