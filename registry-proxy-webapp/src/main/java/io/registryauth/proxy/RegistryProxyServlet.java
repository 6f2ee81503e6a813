package io.registryauth.proxy;

import java.io.Serial;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;

/** Passes requests that the filter let through on to the registry. */
final class RegistryProxyServlet extends AsyncProxyServlet {
    /** The request attribute that holds how many bytes of body went to the client, a Long. */
    static final String BYTES_ATTRIBUTE = "io.registryauth.proxy.bytes";

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Upstream upstream;
    private final transient ClientOrigin clientOrigin;

    RegistryProxyServlet(Upstream upstream, ClientOrigin clientOrigin) {
        this.upstream = upstream;
        this.clientOrigin = clientOrigin;
    }

    @Override
    protected HttpClient getHttpClient() {
        return super.getHttpClient();
    }
}
