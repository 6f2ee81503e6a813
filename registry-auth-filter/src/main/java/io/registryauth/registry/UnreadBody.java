package io.registryauth.registry;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request that is answered without it. Were the connection closed while bytes of it still arrive, the
 * client's system would throw away the answer; were all of it read, a stranger could keep the server busy for ever.
 */
final class UnreadBody {
    /** Tells time, and lets it pass. */
    interface Timer {
        Timer SYSTEM = new Timer() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause() throws InterruptedException {
                Thread.sleep(5);
            }
        };

        long nanoTime();

        void pause() throws InterruptedException;
    }

    /** How many threads of the process may wait for such bodies at once; strangers could hold all of them otherwise. */
    static final Semaphore DRAINS = new Semaphore(32);

    private static final int MAX_BYTES = 1 << 20;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Tomcat never tells what is available, and reads a little of the rest by itself: there this is all it takes. */
    private static final long MAX_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final HttpServletRequest request;
    private final Timer timer;
    private final Semaphore permits;
    private final boolean http1;
    private final boolean announced;
    private final boolean awaitsContinue;
    private final boolean tunnel;

    UnreadBody(HttpServletRequest request, Timer timer, Semaphore permits) {
        this.request = request;
        this.timer = timer;
        this.permits = permits;
        this.http1 = request.getProtocol().startsWith("HTTP/1.");
        this.announced = ErrorAnswer.announcesBody(request);
        this.awaitsContinue = request.getHeader("Expect") != null;
        this.tunnel = request.getMethod().equals("CONNECT");
    }

    /** Whether the connection must not be used again, since what follows on it may be meant otherwise than as a request. */
    boolean endsConnection() {
        return http1 && (announced || awaitsContinue || tunnel);
    }

    /** Whether some of it should be read: not where the client waits for leave, since reading would give it. */
    boolean shouldDrain() {
        return http1 && announced && !awaitsContinue;
    }

    /**
     * Has the container close the connection at once where it would wait for the rest of the body by itself.
     *
     * @throws IOException then; it must reach the container
     */
    void leave() throws IOException {
        if (http1 && announced) {
            IOException closeNow = CloseNow.exception(request);
            if (closeNow != null && !isRead()) {
                throw closeNow;
            }
        }
    }

    /** Asks the container's own request: what a filter has put in its place may have another idea of its body. */
    private boolean isRead() {
        try {
            return CloseNow.containers(request).getInputStream().isFinished();
        } catch (IOException | IllegalStateException e) {
            // it cannot be told, and the connection is to be closed in any case
            return false;
        }
    }

    /**
     * Reads what arrives, within bounds, once the answer is on its way. Where too many are at it already nothing is read:
     * the connection closes, and some client may lose its answer.
     */
    void drain() {
        if (!permits.tryAcquire()) {
            return;
        }
        try {
            drain(request.getInputStream());
        } catch (IOException | RuntimeException e) {
            // the answer is given; a client that is gone or sends garbage needs no other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            permits.release();
        }
    }

    private void drain(ServletInputStream body) throws IOException, InterruptedException {
        long length = request.getContentLengthLong();
        long remaining = length < 0 ? MAX_BYTES : Math.min(length, MAX_BYTES);
        byte[] buffer = new byte[8192];
        long start = timer.nanoTime();
        long lastArrival = start;
        long now = start;
        while (remaining > 0
                && !body.isFinished()
                && now - start < MAX_NANOS
                && now - lastArrival < MAX_SILENCE_NANOS) {
            // a read that found nothing would block for as long as the container lets a client be silent
            if (body.available() > 0) {
                int read = body.read(buffer);
                if (read < 0) {
                    return;
                }
                remaining -= read;
                lastArrival = now;
            } else {
                timer.pause();
            }
            now = timer.nanoTime();
        }
    }
}
