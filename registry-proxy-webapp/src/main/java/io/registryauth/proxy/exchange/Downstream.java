package io.registryauth.proxy.exchange;

import io.registryauth.registry.ErrorAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an exchange. For the client it ends once: with the registry's answer, with an error, or, when an answer
 * has begun that cannot be completed, with a broken connection.
 */
final class Downstream implements AsyncListener {
    /** How long a client may go on sending what nobody wants before its connection is closed. */
    private static final long LINGER_SECONDS = 2;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable RequestBody requestBody;
    private final ResponseBody responseBody;
    private final AsyncContext async;
    private final Scheduler scheduler;
    private final Consumer<Throwable> onGone;
    private final Gate gate;
    /** Looked at and set within the gate alone. */
    private boolean answering;

    /**
     * Takes over an asynchronous request.
     *
     * @param requestBody the request's body; null where it has none
     * @param http what goes on by itself does so on its threads
     * @param onGone is told when the client does not take its answer any more
     */
    Downstream(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable RequestBody requestBody,
            HttpClient http,
            Consumer<Throwable> onGone)
            throws IOException {
        this.request = request;
        this.response = response;
        this.requestBody = requestBody;
        this.gate = requestBody == null ? new Gate() : requestBody.gate();
        this.responseBody = ResponseBody.of(request, response, gate, http.getExecutor(), onGone);
        this.async = request.getAsyncContext();
        this.scheduler = http.getScheduler();
        this.onGone = onGone;
        async.addListener(this);
    }

    /** Whether the client has yet to send some of its body. */
    boolean isSending() {
        return requestBody != null && !requestBody.isRead();
    }

    /** Whether the registry is sent all of the client's request. */
    boolean hasPassedOn() {
        return requestBody == null || requestBody.isPassedOn();
    }

    /** Why the client's body stopped coming; null as long as that is not so. */
    @Nullable
    Throwable requestFailure() {
        return requestBody == null ? null : requestBody.clientFailure();
    }

    /** Begins the registry's answer; what the client has yet to send is not wanted then. Answers whether there is still a client for it. */
    boolean begin(Response answer, UpstreamLocation location) {
        return gate.pass(() -> {
            answering = true;
            response.setStatus(answer.getStatus());
            ResponseHeaders.copy(answer, response, location);
            long length = ResponseHeaders.length(answer);
            if (length >= 0) {
                responseBody.announce(length);
            }
            closeWhatIsNotRead();
        });
    }

    /** The rest of a body that nobody wants must not be taken for the next request. */
    private void closeWhatIsNotRead() {
        if (requestBody != null && !requestBody.isRead()) {
            requestBody.stop();
            if (request.getProtocol().startsWith("HTTP/1")) {
                response.setHeader("Connection", "close");
            }
        }
    }

    /** Passes on a part of the registry's answer; asks for the next one when it is written. */
    void write(Content.Chunk chunk, Runnable demander) throws IOException {
        responseBody.write(chunk, demander);
    }

    /** Ends the exchange with an error; nothing of an answer has begun. */
    void refuse(int status, String message) {
        try {
            responseBody.whenStarted(() -> send(status, message));
        } catch (IOException e) {
            breakOff();
        }
    }

    private void send(int status, String message) {
        try {
            gate.pass(() -> {
                answering = true;
                closeWhatIsNotRead();
                ErrorAnswer.send(new Answered(request), response, status, message);
            });
            end();
        } catch (IOException | IllegalStateException e) {
            breakOff();
        }
    }

    /** Ends the exchange; the answer is whole. A client that still sends comes to read it. */
    void end() {
        if (!isSending()) {
            complete();
            return;
        }
        try {
            responseBody.whenStarted(this::linger);
        } catch (IOException e) {
            breakOff();
        }
    }

    private void linger() {
        try {
            responseBody.flush();
        } catch (IOException e) {
            breakOff();
            return;
        }
        Runnable enough = Objects.requireNonNull(requestBody).whenDiscarded(this::complete);
        scheduler.schedule(enough, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void complete() {
        gate.close(() -> {
            leaveBodies();
            async.complete();
        });
    }

    /**
     * Ends the exchange so that the client sees a broken connection. No servlet API closes a connection, but every container
     * does so when a servlet fails after its answer has begun; this comes back to the servlet to have it fail.
     */
    void breakOff() {
        gate.close(() -> {
            leaveBodies();
            try {
                async.dispatch();
            } catch (IllegalStateException | UnsupportedOperationException e) {
                // the container has ended it already, or is about to stop and will
            }
        });
    }

    private void leaveBodies() {
        if (requestBody != null) {
            requestBody.drop();
        }
        responseBody.drop();
        request.setAttribute(RegistryProxyServlet.BYTES_ATTRIBUTE, responseBody.written());
    }

    @Override
    public void onError(AsyncEvent event) {
        gate.close(() -> {
            if (!answering) {
                // the request broke off; its end must not look like a success
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            }
            leaveBodies();
            async.complete();
        });
        Throwable failure = event.getThrowable();
        onGone.accept(
                failure == null ? new IOException("the container does not say why the exchange failed") : failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (gate.close(this::leaveBodies)) {
            onGone.accept(new IOException("the container ended the exchange"));
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // there is none: a transfer may take as long as bytes flow
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody starts again
    }

    /** A request whose body is no business of the one who answers it: it is read asynchronously already. */
    private static final class Answered extends HttpServletRequestWrapper {
        Answered(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getContentLengthLong() {
            return 0;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("Transfer-Encoding") ? null : super.getHeader(name);
        }
    }
}
