package io.registryauth.proxy.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the registry answers. However often it is asked, there is one probe at a time, and its result holds for a
 * second. Thread-safe.
 *
 * <p>It uses the proxy's client, so that it takes the same way and the same certificates, but connections of its own, so that
 * a proxy that is busy does not look broken.
 */
final class UpstreamProbe {
    /** How long a probe may take in all. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration VALIDITY = Duration.ofSeconds(1);

    private final Upstream upstream;
    private final Supplier<HttpClient> client;
    private final InstantSource clock;

    private @Nullable CompletableFuture<Boolean> latest;
    private Instant validUntil = Instant.MIN;

    UpstreamProbe(Upstream upstream, Supplier<HttpClient> client, InstantSource clock) {
        this.upstream = upstream;
        this.client = client;
        this.clock = clock;
    }

    /** Whether the registry answers; completes within the limit, and never exceptionally. */
    synchronized CompletableFuture<Boolean> isAvailable() {
        if (latest != null && (!latest.isDone() || clock.instant().isBefore(validUntil))) {
            return latest;
        }
        CompletableFuture<Boolean> probe = new CompletableFuture<>();
        latest = probe;
        Request request = client.get()
                .newRequest(upstream.url("/v2/"))
                .tag(UpstreamProbe.class)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (upstream.authorization() != null) {
            request.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, upstream.authorization()));
        }
        try {
            request.send(result -> finish(probe, result));
        } catch (RuntimeException e) {
            probe.complete(false);
        }
        return probe;
    }

    private void finish(CompletableFuture<Boolean> probe, Result result) {
        synchronized (this) {
            validUntil = clock.instant().plus(VALIDITY);
        }
        int status = result.getResponse().getStatus();
        probe.complete(result.isSucceeded() && (status == 200 || status == 401));
    }
}
