package io.registryauth.registry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Refuses what is ambiguous, and knows no credentials. */
final class GuardedServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestTarget.of(request);
            new Challenge("registry").applyTo(response);
            ErrorAnswer.send(request, response, 401, "authentication required");
        } catch (BadRequestException e) {
            ErrorAnswer.send(request, response, e.status(), e.getMessage());
        }
    }
}
