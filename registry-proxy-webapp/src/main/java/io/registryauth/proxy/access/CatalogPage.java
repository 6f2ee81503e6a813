package io.registryauth.proxy.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** One page of a registry's catalog: {@code {"repositories": ["a", "b"]}}. */
final class CatalogPage {
    /** A thousand of the longest names take a quarter of a MiB; some registries know no pages. */
    static final int MAX_BYTES = 64 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private CatalogPage() {}

    /**
     * The names of a page.
     *
     * @throws IOException when it is none
     */
    static List<String> names(byte[] page) throws IOException {
        try (JsonParser json = JSON.createParser(page)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("this is no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean repositories = json.currentName().equals("repositories");
                JsonToken value = json.nextToken();
                if (repositories && value == JsonToken.START_ARRAY) {
                    return texts(json);
                }
                if (repositories && value == JsonToken.VALUE_NULL) {
                    return List.of();
                }
                json.skipChildren();
            }
            throw new IOException("there are no repositories in it");
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        JsonToken token = json.nextToken();
        while (token == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
            token = json.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw new IOException("a repository is no text");
        }
        return texts;
    }

    /** Receives a page, unless it is too large for one. */
    static BodySubscriber<byte[]> body(ResponseInfo unused) {
        return new Bounded(BodySubscribers.ofByteArray());
    }

    private static final class Bounded implements BodySubscriber<byte[]> {
        private final BodySubscriber<byte[]> body;
        private @Nullable Subscription subscription;
        private long bytes;

        Bounded(BodySubscriber<byte[]> body) {
            this.body = body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            body.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                bytes += buffer.remaining();
            }
            if (bytes <= MAX_BYTES) {
                body.onNext(buffers);
            } else if (subscription != null) {
                subscription.cancel();
                subscription = null;
                body.onError(new IOException("it is larger than " + (MAX_BYTES >> 20) + " MiB"));
            }
        }

        @Override
        public void onError(Throwable throwable) {
            body.onError(throwable);
        }

        @Override
        public void onComplete() {
            body.onComplete();
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body.getBody();
        }
    }
}
