package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import jakarta.servlet.ServletContextListener;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;

/** The server that {@code java -jar} runs. */
class JettyServerTest {
    @Test
    void aBufferThatWasGivenBackDisturbsNobody() throws Exception {
        ByteBufferPool pool = server().getByteBufferPool();
        RetainableByteBuffer before = pool.acquire(8192, true);
        before.release();

        RetainableByteBuffer next = pool.acquire(8192, true);
        BufferUtil.append(next.getByteBuffer(), "somebody else's".getBytes(StandardCharsets.US_ASCII));
        BufferUtil.clear(before.getByteBuffer());

        assertThat(BufferUtil.toString(next.getByteBuffer())).isEqualTo("somebody else's");
        assertThatThrownBy(before::release).isInstanceOf(IllegalStateException.class);
        assertThat(next.release()).isTrue();
    }

    private static Server server() throws Exception {
        Settings settings = Settings.read(
                ProxySettings.TABLE,
                List.of(NamedValues.environment(Map.of("REGAUTH_USERS", "users"))),
                new Problems());
        try (ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(null);
            return JettyServer.of(settings, socket, null, new ServletContextListener() {});
        }
    }
}
