package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That what tests say about leaving nothing behind would be noticed if it were not so. */
class HeldIT extends ProxyTestBase {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** The proxy, and a path at which it takes a buffer and gives it back at another. */
    public static final class Leaking implements BiConsumer<ServletContext, Map<String, String>> {
        private volatile @Nullable RetainableByteBuffer buffer;

        @Override
        public void accept(ServletContext context, Map<String, String> settings) {
            FilterRegistration.Dynamic leak = context.addFilter("leak", (request, response, chain) -> {
                HttpClient client = (HttpClient) context.getAttribute("proxy.HttpClient");
                if (request.getParameter("release") == null) {
                    buffer = client.getByteBufferPool().acquire(65536, true);
                } else {
                    Objects.requireNonNull(buffer).release();
                }
            });
            leak.setAsyncSupported(true);
            leak.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/leak");
            new ProxyApplication().accept(context, settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatAnExchangeHolds(Container container) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ScriptedUpstream upstream = upstream(connection -> {
            while (connection.readHead() != null) {
                released.await();
                connection.write(OK);
            }
        });
        Container.Running running = running(
                container.start(ProxyApplication.class, Map.of("upstream", upstream.url(), "connections", "1")));
        RawClient client = client(running.port()).send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n");
        upstream.nextHead();
        assertHolds(
                running,
                Map.of("requests", 1L, "connections of clients", 1L, "connections to the registry in use", 1L));

        RawClient waiting = client(running.port()).send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n");
        assertHolds(running, Map.of("requests", 2L, "requests that wait for a connection", 1L));

        released.countDown();
        assertThat(client.answer().text()).isEqualTo("ok");
        assertThat(waiting.answer().text()).isEqualTo("ok");
        assertHolds(running, Map.of("connections of clients", 2L));
    }

    @ParameterizedTest
    @EnumSource
    void namesABufferThatIsNotGivenBack(Container container) throws Exception {
        Container.Running running = running(
                container.start(Leaking.class, Map.of("upstream", answering(OK).url())));
        String get = "GET /leak? HTTP/1.1\r\nHost: r\r\nConnection: close\r\n\r\n";
        assertThat(client(running.port()).send(get).answer().status()).isEqualTo(200);
        assertHolds(running, Map.of("buffers for the registry", 1L));
        assertThat(client(running.port())
                        .send(get.replace("?", "?release=1"))
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    private static void assertHolds(Container.Running container, Map<String, Long> held) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(container.held().get()).containsAllEntriesOf(held));
    }
}
