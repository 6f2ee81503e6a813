package io.registryauth.registry;

import java.io.Serial;

/**
 * Thrown when a request is ambiguous, or is none that a registry knows, and must not be judged at all. Its message is a
 * sentence for the person who sent it; it has no stack trace, since it reports a client's mistake.
 */
public final class BadRequestException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String message;

    BadRequestException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
        this.message = message;
    }

    static BadRequestException badRequest(String message) {
        return new BadRequestException(400, message);
    }

    /** The sentence, never null. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The HTTP status to answer with: 400, 405 or 415. */
    public int status() {
        return status;
    }
}
