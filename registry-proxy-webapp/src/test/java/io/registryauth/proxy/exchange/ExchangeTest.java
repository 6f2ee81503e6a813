package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.registryauth.proxy.origin.BaseUrl;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Clients that go away at moments that none could choose: the container says what the test wants, when it wants it. */
class ExchangeTest {
    private static final String TARGET = "/v2/a/manifests/t";
    private static final int PATIENCE_SECONDS = 20;

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final ServletOutputStream output = mock(ServletOutputStream.class);
    private final AsyncContext async = mock(AsyncContext.class);
    private final CountDownLatch released = new CountDownLatch(1);

    @AutoClose
    private ScriptedUpstream registry;

    @AutoClose("stop")
    private HttpClient http;

    private Upstream upstream;

    /** There is one connection, so that each request comes on that of the one before. */
    @BeforeEach
    void start() throws Exception {
        registry = new ScriptedUpstream(connection -> {
            for (String head = connection.readHead(); head != null; head = connection.readHead()) {
                if (head.startsWith("DELETE")) {
                    released.await();
                }
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        upstream = new Upstream(
                BaseUrl.parse(registry.url()),
                null,
                null,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                new PoolLimits(1, 1, Duration.ofMinutes(1)));
        http = UpstreamClient.of(upstream);
        UpstreamClient.start(http);
        when(request.getAsyncContext()).thenReturn(async);
        when(response.getOutputStream()).thenReturn(output);
    }

    @Test
    void aConnectionIsLeftToTheRequestThatHasItWhenTheClientOfTheOneBeforeIsFoundToBeGone() throws Exception {
        when(output.isReady()).thenReturn(true);
        get().send();
        writeListener().onWritePossible();
        verify(async, timeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))).complete();
        registry.nextHead();
        CompletableFuture<Result> other = delete();
        registry.nextHead();

        asyncListener().onError(new AsyncEvent(async, new IOException("the client is gone")));
        released.countDown();

        assertSucceeds(other);
        assertThat(registry.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatWasClosedForAClientIsNotTheNextRequestsThoughAllOfTheAnswerHadCome() throws Exception {
        released.countDown();
        Exchange exchange = get();
        writeListener().onWritePossible();
        exchange.send();
        // all of the answer is there, and nobody takes it
        verify(output, timeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))).isReady();
        CompletableFuture<Result> waiting = delete();

        asyncListener().onError(new AsyncEvent(async, new IOException("the client is gone")));

        assertSucceeds(waiting);
        assertThat(registry.connections()).isEqualTo(2);
    }

    private Exchange get() throws IOException {
        return new Exchange(
                request,
                response,
                http,
                http.newRequest(upstream.url(TARGET)),
                upstream,
                new UpstreamLocation(upstream.origin(), upstream.basePath(), TARGET, upstream.origin()));
    }

    /** A request that is not sent twice, whatever becomes of it. */
    private CompletableFuture<Result> delete() {
        CompletableFuture<Result> result = new CompletableFuture<>();
        http.newRequest(upstream.url(TARGET)).method("DELETE").send(result::complete);
        return result;
    }

    private WriteListener writeListener() {
        ArgumentCaptor<WriteListener> listener = ArgumentCaptor.forClass(WriteListener.class);
        verify(output).setWriteListener(listener.capture());
        return listener.getValue();
    }

    private AsyncListener asyncListener() {
        ArgumentCaptor<AsyncListener> listener = ArgumentCaptor.forClass(AsyncListener.class);
        verify(async).addListener(listener.capture());
        return listener.getValue();
    }

    private static void assertSucceeds(CompletableFuture<Result> result) throws Exception {
        assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getFailure()).isNull();
    }
}
