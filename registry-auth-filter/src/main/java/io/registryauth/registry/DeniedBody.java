package io.registryauth.registry;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The body of a request that was answered without it. */
final class DeniedBody {
    private static final int MAX_DRAINED = 1 << 20;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HttpServletRequest request;
    private final boolean http1;
    private final boolean present;
    private final boolean expected;

    private DeniedBody(HttpServletRequest request) {
        this.request = request;
        this.http1 = request.getProtocol().startsWith("HTTP/1");
        this.present = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        this.expected = request.getHeader("Expect") != null;
    }

    static DeniedBody of(HttpServletRequest request) {
        return new DeniedBody(request);
    }

    boolean closesConnection() {
        return http1 && (present || expected);
    }

    /** Whether it is read at all: where the client waits for leave to send it, reading would give the leave. */
    boolean isDrained() {
        return http1 && present && !expected;
    }

    void drain() {
        long end = System.nanoTime() + MAX_NANOS;
        byte[] buffer = new byte[8192];
        int drained = 0;
        try {
            ServletInputStream body = request.getInputStream();
            int read = 0;
            while (read >= 0 && drained < MAX_DRAINED && System.nanoTime() < end) {
                read = body.read(buffer);
                drained += read;
            }
        } catch (IOException e) {
            // the client is gone, and so is the need
        }
    }
}
