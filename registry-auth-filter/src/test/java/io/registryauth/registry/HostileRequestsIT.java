package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRequestsIT {
    private static TestContainer jetty;
    private static TestContainer tomcat;

    @BeforeAll
    static void start() throws Exception {
        jetty = TestContainer.start(TestContainer.Kind.JETTY, new GuardedServlet());
        tomcat = TestContainer.start(TestContainer.Kind.TOMCAT, new GuardedServlet());
    }

    @AfterAll
    static void stop() {
        jetty.close();
        tomcat.close();
    }

    static Stream<HostileRequest> hostileRequests() {
        return HostileRequests.ambiguous();
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

    private static void assertRefused(HostileRequest hostile, TestContainer container) throws Exception {
        try (RawClient client = new RawClient(container.port())) {
            client.send(hostile.http1());
            String answer = client.readAll();
            assertThat(answer).matches("(?s)HTTP/1\\.1 \\d{3} .*");
            assertThat(hostile.mayBeAnsweredWith(Integer.parseInt(answer.substring(9, 12))))
                    .as(answer)
                    .isTrue();
        }
    }
}
