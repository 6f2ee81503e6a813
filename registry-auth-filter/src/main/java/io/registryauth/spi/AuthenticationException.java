package io.registryauth.spi;

import java.io.Serial;

/** Thrown when it could not be told whether credentials are genuine; the request is answered with 503. */
public class AuthenticationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public AuthenticationException(String message) {
        super(message);
    }

    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
