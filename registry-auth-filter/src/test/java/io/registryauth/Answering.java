package io.registryauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.registry.TestContainer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** An application that answers whatever comes through to it, and a client that logs in to it. */
final class Answering extends HttpServlet {
    static final String SECRET = "what is guarded";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(SECRET);
    }

    /** The status that a request of a user has. */
    static int status(TestContainer server, String method, String user, String password) throws Exception {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/reports"))
                .header("Authorization", "Basic " + token)
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }
}
