package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServletResponseBodyTest {
    private final List<String> events = new ArrayList<>();
    private ServletResponseBody body;

    @BeforeEach
    void ofAResponse() throws IOException {
        HttpServletResponse response = mock(HttpServletResponse.class);
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
        body = new ServletResponseBody(response, new Gate(), failure -> events.add(failure.getMessage()));
    }

    @Test
    void whatWaitsForTheFirstCallRunsOnceWhenWritingIsPossible() throws Exception {
        body.whenStarted(() -> events.add("ran"));
        assertThat(events).isEmpty();
        body.onWritePossible();
        body.onWritePossible();
        assertThat(events).containsExactly("ran");
    }

    @Test
    void whatWaitsForTheFirstCallRunsThoughThatTellsOfAFailure() throws Exception {
        body.whenStarted(() -> events.add("ran"));
        body.onError(new IOException("the client is gone"));
        assertThat(events).containsExactly("the client is gone", "ran");
    }

    @Test
    void whatComesAfterAFailureRunsAtOnce() throws Exception {
        body.onError(new IOException("the client is gone"));
        body.whenStarted(() -> events.add("ran"));
        assertThat(events).containsExactly("the client is gone", "ran");
    }
}
