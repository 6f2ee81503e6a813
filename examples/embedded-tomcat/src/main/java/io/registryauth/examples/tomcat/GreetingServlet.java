package io.registryauth.examples.tomcat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/** The application: greets who is logged in. It knows nothing of passwords, nor of who may change the greeting. */
final class GreetingServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private volatile String greeting = "Hello";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().println(greeting + ", " + request.getRemoteUser());
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        greeting = Objects.requireNonNullElse(request.getReader().readLine(), "");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
