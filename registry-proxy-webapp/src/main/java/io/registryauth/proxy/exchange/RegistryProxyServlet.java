package io.registryauth.proxy.exchange;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.proxy.origin.ClientOrigin;
import io.registryauth.proxy.origin.Origin;
import io.registryauth.registry.ErrorAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests that the filter let through on to the registry. It must be registered with async support, for the
 * dispatcher type REQUEST behind the filter, and to be loaded on startup.
 *
 * <p>What it sends is built from the target that the filter found valid, and from nothing else of the URL: a request without
 * one is not forwarded. {@code Host} is the upstream's own, as virtual hosts and TLS terminators in front of a registry expect;
 * the address that the client used goes in {@code X-Forwarded-Host}, from which distribution builds its URLs.
 */
public final class RegistryProxyServlet extends AsyncProxyServlet {
    /** The request attribute that holds how many bytes of body went to the client, a Long; set when the exchange ends. */
    public static final String BYTES_ATTRIBUTE = "io.registryauth.proxy.bytes";

    /**
     * The request attribute that holds where its body can be read from Jetty itself, a {@link org.eclipse.jetty.io.Content.Source};
     * set before this by the server, where it is known that nothing else reads the body.
     */
    public static final String REQUEST_BODY_ATTRIBUTE = "io.registryauth.proxy.request-body";

    /**
     * The request attribute that holds where the body of its response can be written to Jetty itself, a {@link BodySink}; set
     * before this by the server, where it is known that nothing stands between.
     */
    public static final String RESPONSE_BODY_ATTRIBUTE = "io.registryauth.proxy.response-body";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern REGISTRY_TARGET = Pattern.compile("/(v[12]([/?]|$)|_ping(\\?|$))");
    private static final Set<String> METHODS_WITH_BODY = Set.of("PATCH", "POST", "PUT");

    private final transient Upstream upstream;
    private final transient ClientOrigin clientOrigin;

    public RegistryProxyServlet(Upstream upstream, ClientOrigin clientOrigin) {
        this.upstream = upstream;
        this.clientOrigin = clientOrigin;
    }

    @Override
    protected HttpClient createHttpClient() throws ServletException {
        HttpClient client = UpstreamClient.of(upstream);
        try {
            UpstreamClient.start(client);
        } catch (Exception e) {
            throw new ServletException("the client for " + upstream.base() + " does not start", e);
        }
        return client;
    }

    /** None: a transfer may take as long as bytes flow, and the exchange has an idle time-out. */
    @Override
    public long getTimeout() {
        return 0;
    }

    /** The client that speaks to the registry; there from the servlet's initialization to its destruction. */
    @Override
    protected HttpClient getHttpClient() {
        return super.getHttpClient();
    }

    /** The name that this proxy goes by in {@code Via}, which needs not tell the machine's. */
    @Override
    public String getViaHost() {
        return "registry-proxy";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            BrokenOffException.breakOff(request, response);
        }
        try {
            super.service(request, response);
        } catch (UncheckedIOException e) {
            // from the hooks, which may throw no other
            throw e.getCause();
        }
    }

    @Override
    protected @Nullable String rewriteTarget(HttpServletRequest request) {
        String target = target(request);
        return target != null && REGISTRY_TARGET.matcher(target).lookingAt() ? upstream.url(target) : null;
    }

    private static @Nullable String target(HttpServletRequest request) {
        return (String) request.getAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE);
    }

    @Override
    protected void onProxyRewriteFailed(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (target(request) == null) {
                ErrorAnswer.send(request, response, 500, "the proxy does not stand behind its filter");
            } else {
                ErrorAnswer.send(request, response, 404, "only a registry is served here");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String url) {
        return getHttpClient()
                .newRequest(url)
                .method(request.getMethod())
                .idleTimeout(upstream.idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void copyRequestHeaders(HttpServletRequest request, Request upstreamRequest) {
        HttpFields fields = RequestHeaders.forwardable(request);
        upstreamRequest.headers(headers -> headers.clear().add(fields));
        if (upstream.authorization() != null) {
            upstreamRequest.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, upstream.authorization()));
        }
    }

    /** Only the one that is not about the client. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request upstreamRequest) {
        addViaHeader(request, upstreamRequest);
    }

    /** A body may come without any word of it over HTTP/2; an empty one there is taken for a body of unknown length. */
    @Override
    protected boolean hasContent(HttpServletRequest request) {
        return super.hasContent(request)
                || (request.getContentLengthLong() < 0
                        && !request.getProtocol().startsWith("HTTP/1")
                        && METHODS_WITH_BODY.contains(request.getMethod()));
    }

    /** Never: the container gives a client leave to send when the body is first read. */
    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected Request.Content proxyRequestContent(
            HttpServletRequest request, HttpServletResponse response, Request upstreamRequest) throws IOException {
        RequestBody body = RequestBody.of(request, getHttpClient());
        if (body.getLength() < 0) {
            // without the hint, Jetty sends no body that has neither a length nor a type
            upstreamRequest.headers(headers -> headers.put(HttpHeader.TRANSFER_ENCODING, "chunked"));
        }
        if (request.getHeader("Trailer") != null) {
            HopByHop hopByHop = new HopByHop(Collections.list(request.getHeaders("Connection")));
            upstreamRequest.trailersSupplier(() -> RequestHeaders.forwardableTrailers(body.trailers(), hopByHop));
        }
        return body;
    }

    @Override
    protected void sendProxyRequest(HttpServletRequest request, HttpServletResponse response, Request upstreamRequest) {
        Origin client = clientOrigin.of(request);
        upstreamRequest.headers(headers -> RequestHeaders.addForwarded(headers, clientOrigin.address(request), client));
        UpstreamLocation location = new UpstreamLocation(
                upstream.origin(), upstream.basePath(), Objects.requireNonNull(target(request)), client);
        try {
            new Exchange(request, response, getHttpClient(), upstreamRequest, upstream, location).send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
