package io.registryauth.proxy.exchange;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Bounds how long a request waits for a connection. Most get one at once, and no timer is set for them. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // whether an abort came in time shows in the result of the exchange
final class TurnLimit {
    private boolean over;
    private Scheduler.@Nullable Task timer;

    /** It is the request's turn, or will never be. */
    synchronized void end() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Aborts a request when its wait takes longer than this from now on. */
    synchronized void set(Request request, Duration limit, Scheduler scheduler) {
        if (!over) {
            timer = scheduler.schedule(
                    () -> request.abort(new RejectedExecutionException("waited too long for a connection")),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
