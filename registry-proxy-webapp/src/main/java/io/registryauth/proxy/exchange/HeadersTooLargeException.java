package io.registryauth.proxy.exchange;

import java.io.Serial;
import java.net.ProtocolException;

/** Says that an answer's header fields are more than can be sent on. */
final class HeadersTooLargeException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1L;

    HeadersTooLargeException() {
        super("the header fields of its answer take more than " + ResponseHeaders.LIMIT + " bytes");
    }
}
