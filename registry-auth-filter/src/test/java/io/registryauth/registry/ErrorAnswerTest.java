package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorAnswerTest {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HttpServletRequest request = mock();
    private final HttpServletResponse response = mock();

    @BeforeEach
    void takeTheBody() throws Exception {
        when(request.getMethod()).thenReturn("GET");
        when(request.getProtocol()).thenReturn("HTTP/1.1");
        when(request.getContentLengthLong()).thenReturn(-1L);
        when(response.getOutputStream()).thenReturn(new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "400, UNSUPPORTED",
        "401, UNAUTHORIZED",
        "403, DENIED",
        "404, NAME_UNKNOWN",
        "405, UNSUPPORTED",
        "415, UNSUPPORTED",
        "429, TOOMANYREQUESTS",
        "500, UNKNOWN",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE"
    })
    void answersWithTheCodeOfARegistry(int status, String code) throws Exception {
        ErrorAnswer.send(request, response, status, "no");
        String json = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"no\",\"detail\":null}]}";
        assertThat(body()).isEqualTo(json);
        verify(response).setStatus(status);
        verify(response).setContentType("application/json");
        verify(response).setContentLength(json.length());
        verify(response, never()).setHeader("Connection", "close");
    }

    @Test
    void writesAnyMessageAsJson() throws Exception {
        ErrorAnswer.send(request, response, 403, "\"J\u00f6rg\"\r\n\u0000\\ may not");
        assertThat(body()).contains("\"message\":\"\\\"J\u00f6rg\\\"\\r\\n\\u0000\\\\ may not\"");
        verify(response).setContentLength(body.size());
    }

    @Test
    void namesTheMethodsThatARegistryKnows() throws Exception {
        ErrorAnswer.send(request, response, 405, "no such method");
        verify(response).setHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
    }

    @Test
    void keepsTheMethodsThatWereNamedBefore() throws Exception {
        when(response.containsHeader("Allow")).thenReturn(true);
        ErrorAnswer.send(request, response, 405, "no such method");
        verify(response, never()).setHeader("Allow", RegistryMethod.ALLOW);
    }

    @Test
    void namesNoMethodsWithAnotherStatus() throws Exception {
        ErrorAnswer.send(request, response, 403, "no");
        verify(response, never()).setHeader("Allow", RegistryMethod.ALLOW);
    }

    @Test
    void saysWhenToTryAgainWhereThatMayHelp() throws Exception {
        ErrorAnswer.send(request, response, 503, "busy");
        verify(response).setHeader("Retry-After", "5");
    }

    @Test
    void keepsTheTimeToTryAgainThatWasNamedBefore() throws Exception {
        when(response.containsHeader("Retry-After")).thenReturn(true);
        ErrorAnswer.send(request, response, 503, "busy");
        verify(response, never()).setHeader(eq("Retry-After"), anyString());
    }

    @Test
    void answersHeadWithTheHeadersAlone() throws Exception {
        when(request.getMethod()).thenReturn("HEAD");
        ErrorAnswer.send(request, response, 403, "no");
        assertThat(body()).isEmpty();
        verify(response).setStatus(403);
        verify(response).flushBuffer();
        verify(response, never()).setContentType(anyString());
    }

    @Test
    void isKeptByNobody() throws Exception {
        ErrorAnswer.send(request, response, 403, "no");
        verify(response).setHeader("Cache-Control", "no-store");
        verify(response).setHeader("X-Content-Type-Options", "nosniff");
    }

    @Test
    void leavesAnAnswerAloneThatHasBegun() throws Exception {
        when(response.isCommitted()).thenReturn(true);
        ErrorAnswer.send(request, response, 503, "no");
        verify(response).isCommitted();
        verifyNoMoreInteractions(response);
    }

    @Test
    void waitsForOnlySoManyBodiesAtOnce() throws Exception {
        when(request.getContentLengthLong()).thenReturn(1L);
        int bound = UnreadBody.DRAINS.drainPermits();
        try {
            ErrorAnswer.send(request, response, 403, "no");
        } finally {
            UnreadBody.DRAINS.release(bound);
        }
        assertThat(bound).isEqualTo(32);
        verify(response).setHeader("Connection", "close");
        verify(response).flushBuffer();
        verify(request, never()).getInputStream();
    }

    private String body() {
        return body.toString(StandardCharsets.UTF_8);
    }
}
