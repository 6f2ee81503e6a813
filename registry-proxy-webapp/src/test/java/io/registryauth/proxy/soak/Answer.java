package io.registryauth.proxy.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;

/**
 * What a request was answered.
 *
 * @param request for messages
 * @param status 0 where the connection broke off before the answer was whole
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
record Answer(String request, int status, HttpHeaders headers, byte[] body) {
    /** Whether it cannot be told from the answer what the registry did. */
    boolean failed() {
        return status == 0 || status >= 500;
    }

    Answer expect(int expected) {
        assertThat(status).as("%s: %s", request, new String(body, UTF_8)).isEqualTo(expected);
        return this;
    }

    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError(request + " is answered without " + name));
    }
}
