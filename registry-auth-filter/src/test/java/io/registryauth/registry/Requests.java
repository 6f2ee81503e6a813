package io.registryauth.registry;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servlet requests as a container that hides nothing would show them to a filter of the root application. */
final class Requests {
    private Requests() {}

    static HttpServletRequest of(HostileRequest request) {
        String target = request.target();
        int mark = target.indexOf('?');
        List<HostileRequest.Field> headers = new ArrayList<>(request.headers());
        headers.add(new HostileRequest.Field("Host", "127.0.0.1"));
        return of(request.method(), request.path(), mark < 0 ? null : target.substring(mark + 1), headers);
    }

    static HttpServletRequest of(String method, String path, @Nullable String query) {
        return of(method, path, query, List.of());
    }

    static HttpServletRequest of(
            String method, String path, @Nullable String query, List<HostileRequest.Field> headers) {
        HttpServletRequest request = mock();
        when(request.getMethod()).thenReturn(method);
        when(request.getRequestURI()).thenReturn(path);
        when(request.getContextPath()).thenReturn("");
        when(request.getQueryString()).thenReturn(query);
        when(request.getHeaders(anyString()))
                .thenAnswer(call -> Collections.enumeration(headers.stream()
                        .filter(field -> field.name().equalsIgnoreCase(call.getArgument(0)))
                        .map(HostileRequest.Field::value)
                        .toList()));
        when(request.getParameter(anyString())).thenThrow(new AssertionError("reads the body"));
        forbidBody(request);
        return request;
    }

    private static void forbidBody(HttpServletRequest request) {
        try {
            when(request.getInputStream()).thenThrow(new AssertionError("reads the body"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
