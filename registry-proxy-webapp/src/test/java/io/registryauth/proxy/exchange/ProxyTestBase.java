package io.registryauth.proxy.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Starts the proxy in front of an upstream, in any container, and stops both. */
abstract class ProxyTestBase {
    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
    }

    <T extends AutoCloseable> T closing(T closeable) {
        closeables.push(closeable);
        return closeable;
    }

    ScriptedUpstream upstream(ScriptedUpstream.Script script) throws Exception {
        return closing(new ScriptedUpstream(script));
    }

    ScriptedUpstream answering(String response) throws Exception {
        return closing(ScriptedUpstream.answering(response));
    }

    /** The port of a proxy; further settings are names and values in turn. */
    int proxy(Container container, String upstream, String... settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("upstream", upstream));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return closing(container.start(ProxyApplication.class, all)).port();
    }

    RawClient client(int port) throws Exception {
        return closing(new RawClient(port));
    }
}
