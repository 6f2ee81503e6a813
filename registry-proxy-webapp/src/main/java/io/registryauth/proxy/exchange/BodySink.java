package io.registryauth.proxy.exchange;

import org.eclipse.jetty.io.Content;

/** Where a response's body is written to the server itself, past the servlet API. */
public interface BodySink extends Content.Sink {
    /**
     * Says how many bytes will be written in all, before the first one is. The servlet's response must not be told, for it would
     * wait for them.
     */
    void announce(long bytes);
}
