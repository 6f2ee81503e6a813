package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/**
 * Starts the proxy in front of an upstream, in any container, and stops both. Whatever a test did, nothing of it may be left in
 * them when its clients are gone, and the next request must be answered.
 */
abstract class ProxyTestBase {
    private static final String NEXT = "GET /v2/next/manifests/1 HTTP/1.1\r\nHost: r\r\nConnection: close\r\n\r\n";

    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private final List<Container.Running> containers = new ArrayList<>();
    private final List<Proxy> proxies = new ArrayList<>();

    private record Proxy(int port, String upstream) {}

    @AfterEach
    void leavesNothingBehind() throws Exception {
        try {
            for (AutoCloseable closeable : closeables) {
                closeable.close();
            }
            containers.forEach(this::assertHoldsNothing);
            for (ScriptedUpstream upstream : upstreams) {
                upstream.restart(ScriptedUpstream.always("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext"));
            }
            for (Proxy proxy : proxies) {
                assertAnswersTheNext(proxy);
            }
            containers.forEach(this::assertHoldsNothing);
        } finally {
            for (Container.Running container : containers) {
                container.close();
            }
            for (ScriptedUpstream upstream : upstreams) {
                upstream.close();
            }
        }
    }

    /** Waits until threads, connections and buffers are where they were before the first request. */
    private void assertHoldsNothing(Container.Running container) {
        Awaitility.await("nothing is held")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(container.held().get())
                        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(lost(name))));
    }

    /** How much of something may be left all the same: nothing. */
    long lost(String name) {
        return 0;
    }

    private void assertAnswersTheNext(Proxy proxy) throws Exception {
        if (upstreams.stream().anyMatch(upstream -> proxy.upstream.startsWith(upstream.url()))) {
            try (RawClient client = new RawClient(proxy.port)) {
                assertThat(client.send(NEXT).answer().text()).isEqualTo("next");
            }
        }
    }

    /** Closes something of a client's when the test is over. */
    <T extends AutoCloseable> T closing(T closeable) {
        closeables.push(closeable);
        return closeable;
    }

    ScriptedUpstream upstream(ScriptedUpstream.Script script) throws Exception {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        return upstream;
    }

    ScriptedUpstream answering(String response) throws Exception {
        return upstream(ScriptedUpstream.always(response));
    }

    /** Closes a container when the test is over, and when nothing is left of the test in it. */
    Container.Running running(Container.Running container) {
        containers.add(container);
        return container;
    }

    /** The port of a proxy; further settings are names and values in turn. */
    int proxy(Container container, String upstream, String... settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("upstream", upstream));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        int port = running(container.start(ProxyApplication.class, all)).port();
        proxies.add(new Proxy(port, upstream));
        return port;
    }

    RawClient client(int port) throws Exception {
        return closing(new RawClient(port));
    }
}
