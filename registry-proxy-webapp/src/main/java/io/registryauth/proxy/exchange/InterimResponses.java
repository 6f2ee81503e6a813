package io.registryauth.proxy.exchange;

import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;

/**
 * Skips the responses that come before the final one, such as {@code 103 Early Hints}: the container gives a client leave
 * to send by itself, and the rest is only advice. {@code 101} is not among them, for nobody asks for another protocol.
 */
final class InterimResponses implements ProtocolHandler {
    private static final int SWITCHING_PROTOCOLS = 101;

    @Override
    public String getName() {
        return "interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
        return response.getStatus() / 100 == 1 && response.getStatus() != SWITCHING_PROTOCOLS;
    }

    @Override
    public Response.Listener getResponseListener() {
        return new Skip();
    }

    private static final class Skip implements Response.Listener {
        @Override
        public void onSuccess(Response response) {
            HttpExchange exchange = handOver(response).getExchanges().peekLast();
            if (exchange != null) {
                exchange.resetResponse();
            }
        }

        @Override
        public void onFailure(Response response, Throwable failure) {
            handOver(response);
        }

        @Override
        public void onComplete(Result result) {
            // an interim response completes nothing
        }

        /** What follows is the business of those who sent the request. */
        private static HttpConversation handOver(Response response) {
            HttpConversation conversation = ((HttpRequest) response.getRequest()).getConversation();
            conversation.updateResponseListeners(null);
            return conversation;
        }
    }
}
