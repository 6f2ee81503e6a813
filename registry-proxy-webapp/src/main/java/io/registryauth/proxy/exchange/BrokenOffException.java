package io.registryauth.proxy.exchange;

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

    BrokenOffException() {
        super("the answer broke off");
    }

    /**
     * Has the container break the connection.
     *
     * @throws BrokenOffException always; it must reach the container
     */
    static void breakOff(HttpServletResponse response) throws BrokenOffException {
        try {
            // before its beginning is sent, a container would put an answer of its own in its place
            response.flushBuffer();
        } catch (IOException | IllegalStateException e) {
            // the connection is broken already, or its last write still pending
        }
        throw new BrokenOffException();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
