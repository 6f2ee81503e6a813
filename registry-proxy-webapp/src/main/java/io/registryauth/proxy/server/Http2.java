package io.registryauth.proxy.server;

import java.io.EOFException;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP/2 that ends a request with its stream. Jetty 12.1 resets a stream whose body is not as long as announced, and tells
 * nobody: the request would wait for the rest for ever, and the registry with it.
 */
final class Http2 extends HTTP2ServerConnectionFactory {
    Http2(HttpConfiguration http) {
        super(http);
    }

    @Override
    protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
        return new EndingRequests(endPoint);
    }

    private final class EndingRequests extends HTTPServerSessionListener {
        EndingRequests(EndPoint endPoint) {
            super(endPoint);
        }

        @Override
        public void onClosed(Stream stream) {
            if (stream.isReset() && ((HTTP2Stream) stream).getAttachment() != null) {
                onStreamFailure(stream, new EOFException("the stream was reset"), Callback.NOOP);
            }
        }
    }
}
