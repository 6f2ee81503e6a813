package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadBodyTest {
    private final Watch watch = new Watch();
    private final Semaphore permits = new Semaphore(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HTTP/1.1 | GET     | -1 |         |              | false | false
                    HTTP/1.1 | POST    |  0 |         |              | false | false
                    HTTP/1.1 | POST    |  1 |         |              | true  | true
                    HTTP/1.0 | POST    |  1 |         |              | true  | true
                    HTTP/1.1 | POST    | -1 | chunked |              | true  | true
                    HTTP/1.1 | POST    |  1 |         | 100-continue | true  | false
                    HTTP/1.1 | POST    | -1 | chunked | 100-continue | true  | false
                    HTTP/1.1 | POST    |  0 |         | 100-continue | true  | false
                    HTTP/1.1 | CONNECT | -1 |         |              | true  | false
                    HTTP/2.0 | POST    |  1 |         |              | false | false
                    HTTP/2.0 | POST    | -1 |         | 100-continue | false | false
                    """)
    void endsAConnectionThatMayCarryMoreOfTheRequest(
            String protocol,
            String method,
            long length,
            @Nullable String encoding,
            @Nullable String expectation,
            boolean ends,
            boolean drains) {
        HttpServletRequest request = mock();
        when(request.getProtocol()).thenReturn(protocol);
        when(request.getMethod()).thenReturn(method);
        when(request.getContentLengthLong()).thenReturn(length);
        when(request.getHeader("Transfer-Encoding")).thenReturn(encoding);
        when(request.getHeader("Expect")).thenReturn(expectation);
        UnreadBody body = new UnreadBody(request, watch, permits);
        assertThat(body.endsConnection()).isEqualTo(ends);
        assertThat(body.shouldDrain()).isEqualTo(drains);
    }

    @Test
    void readsAWholeBodyThatIsSmall() throws Exception {
        Arriving stream = new Arriving(8192);
        drain(20_000, stream);
        assertThat(stream.read).isGreaterThanOrEqualTo(20_000);
        assertThat(watch.elapsed()).isZero();
    }

    @Test
    void readsAtMostAMebibyte() throws Exception {
        Arriving stream = new Arriving(8192);
        drain(Long.MAX_VALUE, stream);
        assertThat(stream.read).isEqualTo(1 << 20);
        Arriving chunks = new Arriving(8192);
        drain(-1, chunks);
        assertThat(chunks.read).isEqualTo(1 << 20);
    }

    @Test
    void leavesASilentClientAlone() throws Exception {
        drain(10, new Arriving(0));
        assertThat(watch.elapsed()).isBetween(Duration.ofMillis(200), Duration.ofMillis(300));
    }

    @Test
    void leavesATricklingClientAlone() throws Exception {
        drain(1000, new Arriving(1) {
            @Override
            public int read(byte[] buffer, int offset, int length) {
                watch.pause();
                return super.read(buffer, offset, length);
            }
        });
        assertThat(watch.elapsed()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2100));
    }

    @Test
    void stopsAtTheEnd() throws Exception {
        drain(-1, new Arriving(0) {
            @Override
            public boolean isFinished() {
                return true;
            }
        });
        assertThat(watch.elapsed()).isZero();
    }

    @Test
    void caresForNoFailure() throws Exception {
        for (Exception failure : new Exception[] {new IOException("gone"), new IllegalStateException("garbage")}) {
            HttpServletRequest request = request(10);
            when(request.getInputStream()).thenThrow(failure);
            new UnreadBody(request, watch, permits).drain();
        }
        assertThat(watch.elapsed()).isZero();
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void readsNothingWhereTooManyAreAtIt() throws Exception {
        permits.acquire();
        Arriving stream = new Arriving(8192);
        drain(20_000, stream);
        assertThat(stream.read).isZero();
        permits.release();
        drain(20_000, stream);
        assertThat(stream.read).isGreaterThanOrEqualTo(20_000);
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    private void drain(long length, ServletInputStream stream) throws IOException {
        HttpServletRequest request = request(length);
        when(request.getInputStream()).thenReturn(stream);
        new UnreadBody(request, watch, permits).drain();
    }

    private static HttpServletRequest request(long length) {
        HttpServletRequest request = mock();
        when(request.getProtocol()).thenReturn("HTTP/1.1");
        when(request.getMethod()).thenReturn("PUT");
        when(request.getContentLengthLong()).thenReturn(length);
        return request;
    }

    /** Time that passes only in pauses. */
    private static final class Watch implements UnreadBody.Timer {
        private static final Duration PAUSE = Duration.ofMillis(5);
        private int pauses;

        @Override
        public long nanoTime() {
            return pauses * PAUSE.toNanos();
        }

        @Override
        public void pause() {
            pauses++;
        }

        Duration elapsed() {
            return PAUSE.multipliedBy(pauses);
        }
    }

    /** A body of which there is always as much available, and which would block for ever where that is nothing. */
    private static class Arriving extends ServletInputStream {
        private final int available;
        private int read;

        Arriving(int available) {
            this.available = available;
        }

        @Override
        public int available() {
            return available;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int arrived = Math.min(length, available());
            assertThat(arrived).as("available").isPositive();
            read += arrived;
            return arrived;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
