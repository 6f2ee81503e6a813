package io.registryauth.login;

import java.io.Serial;

/** Thrown for an {@code Authorization} header that has no one meaning. It carries no stack trace and no secret. */
public final class MalformedCredentialsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String message;

    MalformedCredentialsException(String message) {
        super(message, null, false, false);
        this.message = message;
    }

    /** A sentence for the person who sent the header, never null. */
    @Override
    public String getMessage() {
        return message;
    }
}
