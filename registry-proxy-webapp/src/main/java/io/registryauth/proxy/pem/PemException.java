package io.registryauth.proxy.pem;

import java.io.Serial;

/** Thrown when PEM text does not hold what it should; the message is a clause for the person who wrote the file. */
public final class PemException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    PemException(String message) {
        super(message);
    }
}
