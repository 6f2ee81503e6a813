package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {
    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final HttpServletResponse response = mock(HttpServletResponse.class);

    @BeforeEach
    void ofAResponse() throws IOException {
        when(response.getOutputStream()).thenReturn(mock(ServletOutputStream.class));
    }

    @Test
    void itIsWrittenToTheServerItselfWhereThatIsOffered() throws Exception {
        when(request.getAttribute(RegistryProxyServlet.RESPONSE_BODY_ATTRIBUTE)).thenReturn(mock(BodySink.class));

        assertThat(body()).isInstanceOf(SinkResponseBody.class);
    }

    @Test
    void elsewhereItIsWrittenToTheServletsStream() throws Exception {
        assertThat(body()).isInstanceOf(ServletResponseBody.class);
    }

    private ResponseBody body() throws IOException {
        return ResponseBody.of(request, response, new Gate(), Runnable::run, failure -> {});
    }
}
