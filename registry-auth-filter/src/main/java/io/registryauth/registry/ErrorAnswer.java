package io.registryauth.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** How a registry says no: the error document of the OCI distribution specification 1.1, which clients print. */
public final class ErrorAnswer {
    /** Without buffers in thread-locals: on the container's threads they would keep a stopped application's classes. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    /** Long enough for a burst of requests to pass, short enough for somebody who waits. */
    private static final String RETRY_SECONDS = "5";

    private ErrorAnswer() {}

    /**
     * Answers a request, and keeps the headers that were set before. An answer that has already begun is left alone.
     *
     * <p>A body that the client still sends is not taken for the next request: over HTTP/1 the connection is closed.
     * Before that a little of it is read, in bounded time, so that the client gets to read the answer. Tomcat would read on
     * after that for as long as the client likes, and is told to close by an exception, which must reach it; the answer is
     * complete then.
     *
     * @param status 400 or above
     * @param message a sentence for the person who reads it in a client's output
     * @throws IOException when the answer could not be written; or to have the container close the connection
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        UnreadBody body = new UnreadBody(request, UnreadBody.Timer.SYSTEM, UnreadBody.DRAINS);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED && !response.containsHeader("Allow")) {
            response.setHeader("Allow", RegistryMethod.ALLOW);
        }
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        if (body.endsConnection()) {
            response.setHeader("Connection", "close");
        }
        // with a content type, clients would try to parse the missing body
        if (!request.getMethod().equals("HEAD")) {
            byte[] json = document(status, message);
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        }
        // left to the container, a HEAD would be answered with the length of an empty body
        response.flushBuffer();
        if (body.shouldDrain()) {
            body.drain();
        }
        body.leave();
    }

    /** Whether a request says in its headers that a body follows; over HTTP/2 one may follow all the same. */
    public static boolean announcesBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** The body of such an answer, which is {@code application/json}. */
    public static byte[] document(int status, String message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("errors");
            json.writeStartObject();
            json.writeStringField("code", code(status));
            json.writeStringField("message", message);
            json.writeNullField("detail");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String code(int status) {
        return switch (status) {
            case 400, 405, 415 -> "UNSUPPORTED";
            case 401 -> "UNAUTHORIZED";
            case 403 -> "DENIED";
            case 404 -> "NAME_UNKNOWN";
            case 429 -> "TOOMANYREQUESTS";
            case 502, 503, 504 -> "UNAVAILABLE";
            default -> "UNKNOWN";
        };
    }
}
