package io.registryauth.proxy;

import io.registryauth.proxy.origin.ClientOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.slf4j.MDC;

/**
 * Adds the client's address to whatever is logged while its request is judged; behind a TLS terminator it is not the
 * address that the request came from.
 */
final class ClientFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ClientOrigin origin;

    ClientFilter(ClientOrigin origin) {
        this.origin = origin;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MDC.put("client", origin.address(request));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("client");
        }
    }
}
