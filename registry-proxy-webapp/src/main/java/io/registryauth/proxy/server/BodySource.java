package io.registryauth.proxy.server;

import io.registryauth.proxy.exchange.RegistryProxyServlet;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets the proxy read request bodies from Jetty itself, which costs a copy less than the servlet API. */
public final class BodySource extends Handler.Wrapper {
    /**
     * Wraps a handler.
     *
     * @param handler what leads to the proxy
     */
    public BodySource(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.setAttribute(RegistryProxyServlet.BODY_ATTRIBUTE, request);
        return super.handle(request, response, callback);
    }
}
