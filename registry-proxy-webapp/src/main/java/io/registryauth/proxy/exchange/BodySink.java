package io.registryauth.proxy.exchange;

import org.eclipse.jetty.io.Content;

/** Where a response's body is written to the server itself, past the servlet API. */
public interface BodySink extends Content.Sink {
    /**
     * Says how many bytes will be written in all, before the first one is. The servlet's response must not be told: bytes that do
     * not pass it are missing to it, and it would break the connection.
     */
    void announce(long bytes);
}
