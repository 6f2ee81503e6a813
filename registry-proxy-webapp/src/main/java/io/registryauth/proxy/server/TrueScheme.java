package io.registryauth.proxy.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Puts the scheme of the connection in the place of the one that a client names, in the target of HTTP/1.1 or in a field of
 * HTTP/2: Jetty would believe it, and take a plain connection for a secure one.
 */
final class TrueScheme implements HttpConfiguration.Customizer {
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        boolean secure = request.getConnectionMetaData().isSecure();
        HttpScheme scheme = secure ? HttpScheme.HTTPS : HttpScheme.HTTP;
        if (scheme.is(request.getHttpURI().getScheme())) {
            return request;
        }
        HttpURI uri = HttpURI.build(request.getHttpURI()).scheme(scheme).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return uri;
            }

            @Override
            public boolean isSecure() {
                return secure;
            }
        };
    }
}
