package io.registryauth.proxy.exchange;

import io.registryauth.registry.ErrorAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what nobody foresaw as a registry does, where a container would show a page of its own. Whatever the filters and
 * servlets behind it throw becomes a 500, or a broken connection when an answer has begun. It stands before all others.
 *
 * <p>The failure is logged here, with its stack trace; the container sees nothing of it that it could log again.
 */
public final class FailureFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            if (response.isCommitted()) {
                // deliberate, or a client that is gone: the container closes the connection
                throw e;
            }
            answer(request, response, e);
        } catch (ServletException | RuntimeException | Error e) {
            answer(request, response, e);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        log.atError()
                .setCause(failure)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getRequestURI())
                .addKeyValue("answer", response.isCommitted() ? "broken-off" : 500)
                .log("unexpected-failure");
        if (response.isCommitted()) {
            throw BrokenOffException.of(request);
        }
        try {
            response.reset();
            try {
                ErrorAnswer.send(request, response, 500, "the proxy failed; its log says why");
            } finally {
                if (request.isAsyncStarted()) {
                    request.getAsyncContext().complete();
                }
            }
        } catch (IllegalStateException e) {
            // it failed while it handed the answer over to other threads
            BrokenOffException.breakOff(request, response);
        }
    }
}
