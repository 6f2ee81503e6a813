package io.registryauth.proxy.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's side of an exchange: a request on its way, and what comes back. Its events come one at a time, on the
 * upstream client's threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whether an abort came in time shows in the result of the exchange
final class Exchange implements Response.Listener {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    /** How long the registry may take the rest of a body after its answer: a wait that ends no transfer, since that is over. */
    private static final long REST_SECONDS = 1;

    private final HttpClient http;
    private final Downstream client;
    private final Upstream upstream;
    private final UpstreamLocation location;
    private final Demand demand = new Demand();
    private final Object connectionInUse = new Object();

    private volatile Request attempt;
    private volatile boolean connected;
    private volatile boolean sent;
    private volatile boolean clientGone;
    private volatile boolean begun;
    private volatile boolean whole;
    private boolean closed;
    private boolean repeated;

    /**
     * Prepares an exchange.
     *
     * @param attempt the request to the registry
     */
    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpClient http,
            Request attempt,
            Upstream upstream,
            UpstreamLocation location)
            throws IOException {
        RequestBody body = attempt.getBody() instanceof RequestBody own ? own : null;
        this.http = http;
        this.client = new Downstream(request, response, body, http, this::leave);
        this.attempt = attempt;
        this.upstream = upstream;
        this.location = location;
        if (body != null) {
            body.whenClientFails(this::abandon);
        }
    }

    /** Sends the request; everything else follows by itself. */
    void send() {
        Request sending = attempt;
        TurnLimit turn = new TurnLimit();
        connected = false;
        sending.onRequestBegin(any -> {
            connected = true;
            turn.end();
        });
        sending.onRequestSuccess(any -> sent = true);
        sending.onRequestFailure((any, failure) -> turn.end());
        sending.send(this);
        turn.set(sending, upstream.connectionTimeout(), http.getScheduler());
    }

    @Override
    public void onHeaders(Response answer) {
        if (answer.getStatus() < 200) {
            answer.abort(new ProtocolException("it answered with status " + answer.getStatus()));
            return;
        }
        if (!ResponseHeaders.fit(answer)) {
            answer.abort(new HeadersTooLargeException());
            return;
        }
        if (endsWithItsConnectionAlone(answer)) {
            answer.abort(
                    new ProtocolException("its answer has no length and no chunks: who can tell whether it is whole"));
            return;
        }
        try {
            begun = client.begin(answer, location);
        } catch (RuntimeException e) {
            answer.abort(e);
        }
    }

    /** Jetty's client takes the end of a connection for that of such an answer, however it came about. */
    private boolean endsWithItsConnectionAlone(Response answer) {
        boolean bodyless = attempt.getMethod().equals("HEAD") || answer.getStatus() == 204 || answer.getStatus() == 304;
        return !bodyless
                && !answer.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                && !answer.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public void onContent(Response answer, Content.Chunk chunk, Runnable demander) {
        demand.offer(demander);
        if (clientGone) {
            // nothing of it is wanted, but Jetty ends tidily only where the connection does, which is closed
            demand.run();
            return;
        }
        try {
            client.write(chunk, demand);
        } catch (IOException | RuntimeException e) {
            leave(e);
        }
    }

    @Override
    public void onSuccess(Response answer) {
        synchronized (connectionInUse) {
            whole = true;
            if (closed) {
                // its end was read before: the pool must not take it for a live one
                attempt.getConnection().close();
            }
        }
        // the answer is final: nobody wants the rest of the body, for which the registry may still wait
        if (!client.hasPassedOn()) {
            stopSending();
        } else if (!sent && attempt.getBody() != null) {
            // it may be on its way, as the end of a body that was read whole, or nobody reads it
            http.getScheduler().schedule(this::stopSending, REST_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends what is not over. */
    private void stopSending() {
        attempt.abort(new CancellationException("answered early"));
    }

    @Override
    public void onComplete(Result result) {
        Throwable failure = result.getFailure();
        if (whole || failure == null) {
            client.end();
        } else if (clientGone) {
            client.breakOff();
        } else if (client.requestFailure() != null) {
            refuse(client.requestFailure());
        } else if (isRepeatable(failure)) {
            repeat();
        } else {
            fail(failure);
        }
    }

    /**
     * Whether a request may simply be sent once more: nothing came back, nothing of a body went out, and the connection broke,
     * as pooled ones do when the registry closes them at the same moment.
     */
    private boolean isRepeatable(Throwable failure) {
        return !repeated
                && connected
                && !begun
                && attempt.getBody() == null
                && (attempt.getMethod().equals("GET") || attempt.getMethod().equals("HEAD"))
                && failure instanceof IOException
                && !(failure instanceof SSLException)
                && !(failure instanceof ProtocolException);
    }

    private void repeat() {
        Request before = attempt;
        repeated = true;
        attempt = http.newRequest(before.getURI())
                .method(before.getMethod())
                .idleTimeout(before.getIdleTimeout(), TimeUnit.MILLISECONDS)
                .headers(headers -> headers.clear().add(before.getHeaders()));
        send();
    }

    private void refuse(Throwable clientFailure) {
        if (begun) {
            client.breakOff();
        } else if (clientFailure instanceof TimeoutException) {
            client.refuse(408, "the body of the request did not come in time");
        } else {
            client.refuse(400, "the body of the request broke off, or made no sense");
        }
    }

    private void fail(Throwable cause) {
        UpstreamFailure failure = UpstreamFailure.of(cause, upstream.idleTimeout());
        log.atWarn()
                .addKeyValue("method", attempt.getMethod())
                .addKeyValue("path", attempt.getPath())
                .addKeyValue("answer", begun ? "broken-off" : failure.status())
                .addKeyValue("cause", failure.cause())
                .log("upstream-failed");
        if (begun) {
            client.breakOff();
        } else {
            client.refuse(failure.status(), failure.message());
        }
    }

    /** The client's body broke off. Where no answer has begun, the client is told. */
    private void abandon(Throwable clientFailure) {
        if (begun) {
            leave(clientFailure);
        } else {
            attempt.abort(clientFailure);
        }
    }

    /** The client is gone: the registry need not go on. */
    private void leave(Throwable cause) {
        clientGone = true;
        synchronized (connectionInUse) {
            // once the answer is whole, the connection may carry somebody else's request
            if (begun && !whole && attempt.getConnection() instanceof org.eclipse.jetty.io.Connection connection) {
                closed = true;
                connection.getEndPoint().close();
            }
        }
        demand.giveUp(() -> attempt.abort(cause));
    }
}
