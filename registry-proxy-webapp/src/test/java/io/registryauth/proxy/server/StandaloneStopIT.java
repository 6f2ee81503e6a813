package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of transfers when the packaged WAR is told to stop. */
class StandaloneStopIT extends StandaloneTestBase {
    @Test
    void aTransferThatRunsAtSigtermFinishes() throws Exception {
        Process process = serve();
        URI server = awaitStart(process);
        HttpRequest request = request(server.resolve(BLOB), "secret");
        CompletableFuture<HttpResponse<String>> transfer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        transferring.await();

        process.destroy();
        awaitLine("event=stopping");
        assertThat(transfer).isNotDone();
        released.countDown();

        assertThat(transfer.join().body()).isEqualTo("first second");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(Files.readString(out)).contains(" event=stop ");
    }

    @Test
    void aTransferThatOutlastsTheStopTimeoutDoesNotHoldTheEndUpAndNeverLooksWhole() throws Exception {
        Process process = serve("--stop-timeout", "1s");
        URI server = awaitStart(process);
        HttpRequest request = request(server.resolve(BLOB), "secret");
        CompletableFuture<HttpResponse<String>> transfer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        transferring.await();

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        // an error, where nothing had been sent off; else a broken connection
        assertThat(transfer.handle((response, failure) -> failure == null ? response.statusCode() : 0)
                        .join())
                .isIn(0, 500, 502, 503);
    }
}
