package io.registryauth.proxy.server;

import io.registryauth.proxy.exchange.BodySink;
import io.registryauth.proxy.exchange.RegistryProxyServlet;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets the proxy read request bodies from Jetty itself, and write the bodies of responses to it, which costs less copying and
 * wakes fewer threads than the servlet API.
 */
public final class DirectBodies extends Handler.Wrapper {
    /**
     * Wraps a handler.
     *
     * @param handler what leads to the proxy
     */
    public DirectBodies(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.setAttribute(RegistryProxyServlet.REQUEST_BODY_ATTRIBUTE, request);
        request.setAttribute(RegistryProxyServlet.RESPONSE_BODY_ATTRIBUTE, new ResponseSink(response));
        return super.handle(request, response, callback);
    }

    /** The body of Jetty's own response. */
    private record ResponseSink(Response response) implements BodySink {
        @Override
        public void announce(long bytes) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            response.write(last, bytes, callback);
        }
    }
}
