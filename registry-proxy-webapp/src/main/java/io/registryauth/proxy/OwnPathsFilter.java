package io.registryauth.proxy;

import io.registryauth.proxy.exchange.Health;
import io.registryauth.registry.BadRequestException;
import io.registryauth.registry.ErrorAnswer;
import io.registryauth.registry.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * Answers what is not the registry's: its own {@code /health}, and 404 for every other path, without asking for
 * credentials. The registry's paths go on, and so do ambiguous ones, which the filter behind refuses.
 */
final class OwnPathsFilter extends HttpFilter {
    private static final String HEALTH = "/health";

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Health health;

    OwnPathsFilter(Health health) {
        this.health = health;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestPath path;
        try {
            path = RequestPath.parse(request.getRequestURI(), request.getContextPath());
        } catch (BadRequestException e) {
            chain.doFilter(request, response);
            return;
        }
        if (path.registry()) {
            chain.doFilter(request, response);
        } else if (path.raw().equals(HEALTH)) {
            health.answer(request, response);
        } else {
            ErrorAnswer.send(request, response, 404, "there is nothing here: the registry is at /v2/");
        }
    }
}
