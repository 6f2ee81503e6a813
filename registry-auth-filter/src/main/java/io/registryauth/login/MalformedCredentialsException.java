package io.registryauth.login;

import java.io.Serial;

/** Thrown for an {@code Authorization} header that has no one meaning. It carries no stack trace and no secret. */
public final class MalformedCredentialsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedCredentialsException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** The message: a sentence for the person who sent the header. */
    public String reason() {
        return reason;
    }
}
