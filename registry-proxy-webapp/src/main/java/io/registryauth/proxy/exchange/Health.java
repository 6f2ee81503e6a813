package io.registryauth.proxy.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.registryauth.registry.ErrorAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells anybody whether the registry answers, and what an operator should look at, and nothing else about it. It holds no
 * thread while it waits, so the request must support asynchronous processing. Thread-safe.
 */
public final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    /** Without buffers in thread-locals: on the container's threads they would keep a stopped application's classes. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    private final UpstreamProbe probe;
    private final Supplier<List<String>> warnings;

    /**
     * Asks the registry that a proxy stands for.
     *
     * @param proxy must be loaded on startup, for its client is used
     * @param warnings what an operator should look at now, fit for anybody's eyes
     */
    public Health(Upstream upstream, RegistryProxyServlet proxy, Supplier<List<String>> warnings) {
        this.probe = new UpstreamProbe(upstream, proxy::getHttpClient, InstantSource.system());
        this.warnings = warnings;
    }

    /**
     * Answers a request.
     *
     * @throws IOException when a refusal could not be written
     */
    @SuppressWarnings("FutureReturnValueIgnored") // answering takes care of its own failures
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            ErrorAnswer.send(request, response, 405, "the health can be asked for with GET and HEAD only");
            return;
        }
        if (ErrorAnswer.announcesBody(request)) {
            ErrorAnswer.send(request, response, 400, "the health is asked for without a body");
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(UpstreamProbe.LIMIT.multipliedBy(2).toMillis());
        probe.isAvailable().thenAccept(available -> answer(async, request, response, available));
    }

    private void answer(
            AsyncContext async, HttpServletRequest request, HttpServletResponse response, boolean available) {
        try {
            response.setStatus(available ? 200 : 503);
            response.setHeader("Cache-Control", "no-store");
            if (request.getMethod().equals("GET")) {
                byte[] json = document(available);
                response.setContentType("application/json");
                response.setContentLength(json.length);
                response.getOutputStream().write(json);
            }
        } catch (IOException e) {
            log.atDebug().setCause(e).log("health-not-written");
        } finally {
            async.complete();
        }
    }

    private byte[] document(boolean available) throws IOException {
        List<String> warnings = this.warnings.get();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", available ? "ok" : "unavailable");
            if (!warnings.isEmpty()) {
                json.writeArrayFieldStart("warnings");
                for (String warning : warnings) {
                    json.writeString(warning);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
