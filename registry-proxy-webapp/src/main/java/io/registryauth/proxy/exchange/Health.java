package io.registryauth.proxy.exchange;

import io.registryauth.registry.ErrorAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells anybody whether the registry answers, and nothing else about it. It holds no thread while it waits, so the
 * request must support asynchronous processing. Thread-safe.
 */
public final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private final UpstreamProbe probe;

    /**
     * Asks the registry that a proxy stands for.
     *
     * @param proxy must be loaded on startup, for its client is used
     */
    public Health(Upstream upstream, RegistryProxyServlet proxy) {
        this.probe = new UpstreamProbe(upstream, proxy::getHttpClient, InstantSource.system());
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
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            ErrorAnswer.send(request, response, 400, "the health is asked for without a body");
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(UpstreamProbe.LIMIT.multipliedBy(2).toMillis());
        probe.isAvailable().thenAccept(available -> answer(async, request, response, available));
    }

    private static void answer(
            AsyncContext async, HttpServletRequest request, HttpServletResponse response, boolean available) {
        try {
            response.setStatus(available ? 200 : 503);
            response.setHeader("Cache-Control", "no-store");
            if (request.getMethod().equals("GET")) {
                byte[] json = ("{\"status\":\"" + (available ? "ok" : "unavailable") + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
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
}
