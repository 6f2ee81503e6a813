package io.registryauth.proxy.server;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Makes connections that read and write as many TLS records at once as their buffers hold. Jetty's own take one, of 16 KiB at most,
 * for each call to the system.
 */
final class TlsConnectionFactory extends SslConnectionFactory {
    TlsConnectionFactory(SslContextFactory.Server tls, String nextProtocol) {
        super(tls, nextProtocol);
    }

    @Override
    protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine engine) {
        return new Records(this, connector, endPoint, engine);
    }

    private static final class Records extends SslConnection {
        /** <a href="https://www.rfc-editor.org/rfc/rfc8446#section-5.1">RFC 8446, section 5.1</a>: application_data. */
        private static final byte APPLICATION_DATA = 23;

        Records(SslConnectionFactory factory, Connector connector, EndPoint endPoint, SSLEngine engine) {
            super(
                    connector.getByteBufferPool(),
                    connector.getExecutor(),
                    factory.getSslContextFactory(),
                    endPoint,
                    engine,
                    factory.isDirectBuffersForEncryption(),
                    factory.isDirectBuffersForDecryption());
        }

        @Override
        protected SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] input, ByteBuffer output) throws SSLException {
            SSLEngineResult result = super.wrap(engine, input, output);
            boolean more = isData(result);
            while (more && !BufferUtil.isEmpty(input)) {
                SSLEngineResult next = super.wrap(engine, input, output);
                more = isData(next);
                result = next.getStatus() == Status.OK ? sum(result, next) : result;
            }
            return result;
        }

        @Override
        protected SSLEngineResult unwrap(SSLEngine engine, ByteBuffer input, ByteBuffer output) throws SSLException {
            SSLEngineResult result = super.unwrap(engine, input, output);
            boolean more = isData(result);
            while (more && input.hasRemaining() && input.get(input.position()) == APPLICATION_DATA) {
                SSLEngineResult next = super.unwrap(engine, input, output);
                more = isData(next);
                result = next.getStatus() == Status.OK ? sum(result, next) : result;
            }
            return result;
        }

        /** Whether it was a record of data alone: what becomes of alerts and handshakes, Jetty decides one by one. */
        private static boolean isData(SSLEngineResult result) {
            return result.getStatus() == Status.OK
                    && result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && result.bytesConsumed() > 0
                    && result.bytesProduced() > 0;
        }

        private static SSLEngineResult sum(SSLEngineResult before, SSLEngineResult next) {
            return new SSLEngineResult(
                    next.getStatus(),
                    next.getHandshakeStatus(),
                    before.bytesConsumed() + next.bytesConsumed(),
                    before.bytesProduced() + next.bytesProduced());
        }
    }
}
