package io.registryauth.proxy;

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

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
