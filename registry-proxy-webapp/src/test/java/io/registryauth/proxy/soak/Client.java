package io.registryauth.proxy.soak;

import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of the proxy's. Thread-safe. */
final class Client {
    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private static final int PATIENCE_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI proxy;

    Client(int port) {
        this.proxy = URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return proxy.getPort();
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param target a path, or what a {@code Location} said
     * @throws AssertionError when it is answered neither in time nor broken off
     */
    Answer send(User user, String method, String target, byte[] body, Fault fault) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(proxy.resolve(target))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Authorization", user.authorization())
                .header("Accept", MANIFEST_TYPE)
                .header("Content-Type", target.contains("/manifests/") ? MANIFEST_TYPE : "application/octet-stream")
                .header(Fault.HEADER, fault.header())
                .build();
        String text = user.name() + ": " + method + " " + target + " (" + fault.header() + ")";
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Answer(text, response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return new Answer(text, 0, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
            }
            throw new AssertionError(text, e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new AssertionError(text + " is not answered", e);
        }
    }
}
