package io.registryauth.proxy.exchange;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;

/**
 * What it means to a client, and to the operator, that an exchange with the registry failed.
 *
 * @param status the status to answer with where that is still possible: 502, 503 or 504
 * @param message a sentence for the client, which tells nothing about the registry's address
 * @param cause what happened, for the log
 */
record UpstreamFailure(int status, String message, String cause) {
    /** Reads Jetty's client. */
    static UpstreamFailure of(Throwable failure, Duration idleTimeout) {
        if (failure instanceof TimeoutException) {
            return new UpstreamFailure(504, "the registry did not answer in time", "idle for " + idleTimeout);
        }
        if (failure instanceof RejectedExecutionException) {
            return new UpstreamFailure(503, "the registry is busy; try again later", "no free connection");
        }
        if (failure instanceof HeadersTooLargeException) {
            return new UpstreamFailure(
                    502, "the header fields of the registry's answer are too large to be passed on", cause(failure));
        }
        return new UpstreamFailure(502, "the registry cannot be reached, or its answer made no sense", cause(failure));
    }

    /** Jetty's own messages print whole connections. */
    private static String cause(Throwable failure) {
        if (failure instanceof EOFException) {
            return "the registry closed the connection";
        }
        if (failure instanceof HttpResponseException && failure.getCause() != null) {
            return "the answer made no sense: " + failure.getCause();
        }
        return failure.toString();
    }
}
