package io.registryauth.proxy.exchange;

import io.registryauth.registry.CloseNow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.eclipse.jetty.io.QuietException;

/**
 * Thrown to the container when an answer that has begun cannot be completed, so that it breaks the connection. It is not worth
 * a stack trace: why it came to this has been logged.
 */
final class BrokenOffException extends IOException implements QuietException {
    @Serial
    private static final long serialVersionUID = 1L;

    private BrokenOffException() {
        super("the answer broke off");
    }

    /** Tomcat has an exception for this, which it does not log; others know a quiet one of Jetty's, or log it. */
    static IOException of(HttpServletRequest request) {
        IOException closeNow = CloseNow.exception(request);
        return closeNow != null ? closeNow : new BrokenOffException();
    }

    /**
     * Has the container break the connection.
     *
     * @throws IOException always; it must reach the container
     */
    static void breakOff(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            // before its beginning is sent, a container would put an answer of its own in its place
            response.flushBuffer();
        } catch (IOException | IllegalStateException e) {
            // the connection is broken already, or its last write still pending
        }
        throw of(request);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
