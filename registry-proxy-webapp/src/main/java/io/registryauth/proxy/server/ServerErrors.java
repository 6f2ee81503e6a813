package io.registryauth.proxy.server;

import io.registryauth.registry.ErrorAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives the errors that the server itself answers a registry's form as well: requests that it cannot parse, and those that
 * come while it stops.
 */
final class ServerErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        // with a content type, clients would try to parse the missing body
        return !method.equals("HEAD");
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        // What a server fails at in itself is not the client's to read.
        String sentence = message == null || status >= 500 ? HttpStatus.getMessage(status) : message;
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(ErrorAnswer.document(status, sentence)), callback);
    }
}
