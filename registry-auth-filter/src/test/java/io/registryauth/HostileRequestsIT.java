package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.registry.HostileRequest;
import io.registryauth.registry.HostileRequests;
import io.registryauth.registry.RawClient;
import io.registryauth.registry.TestContainer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter against every hostile request, as raw octets; the servlet behind it would answer 200. */
class HostileRequestsIT {
    private static TestContainer jetty;
    private static TestContainer tomcat;

    @BeforeAll
    static void start() throws Exception {
        jetty = start(TestContainer.Kind.JETTY);
        tomcat = start(TestContainer.Kind.TOMCAT);
    }

    private static TestContainer start(TestContainer.Kind kind) throws Exception {
        RegistryAuthFilter filter =
                RegistryAuthFilter.builder().authenticator(new NoUsers()).build();
        return TestContainer.start(kind, new Answering(), filter);
    }

    @AfterAll
    static void stop() {
        jetty.close();
        tomcat.close();
    }

    static Stream<HostileRequest> hostileRequests() {
        return HostileRequests.all();
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void doNotGetThroughJetty(HostileRequest hostile) throws Exception {
        assertRefused(hostile, jetty);
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void doNotGetThroughTomcat(HostileRequest hostile) throws Exception {
        assertRefused(hostile, tomcat);
    }

    @ParameterizedTest
    @EnumSource
    void doNotGetThroughWithAnEncodingThatTheirProtocolDoesNotKnow(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send("POST /v2/team/app/blobs/uploads/ HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v2/ HTTP/1.0\r\n\r\n");
            assertThat(client.readAll()).matches("(?s)HTTP/1\\.[01] 400 .*").containsOnlyOnce("\"errors\"");
        }
    }

    private static void assertRefused(HostileRequest hostile, TestContainer container) throws Exception {
        try (RawClient client = new RawClient(container.port())) {
            client.send(hostile.http1());
            String answer = client.readAll();
            assertThat(answer).matches("(?s)HTTP/1\\.1 \\d{3} .*").doesNotContain(Answering.SECRET);
            assertThat(hostile.mayBeAnsweredWith(Integer.parseInt(answer.substring(9, 12))))
                    .as(answer)
                    .isTrue();
        }
    }
}
