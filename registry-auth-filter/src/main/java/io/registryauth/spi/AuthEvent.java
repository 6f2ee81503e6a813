package io.registryauth.spi;

import org.jspecify.annotations.Nullable;

/**
 * One decision of the filter. It holds no secret, but everything in it may come from a stranger: encode control
 * characters before it is printed.
 *
 * @param user the name that the client gave, verified or not; null where there was none, or none was looked at
 * @param clientAddress the address that the request came from
 * @param method the HTTP method as sent
 * @param path the raw path as sent, with the context path and without the query
 * @param status the status that the filter answered; 200 when the request went on
 * @param reason why it was refused; empty when it went on
 */
public record AuthEvent(
        @Nullable String user, String clientAddress, String method, String path, int status, String reason) {}
