package io.registryauth.proxy.exchange;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class TurnLimitTest {
    private final TurnLimit turn = new TurnLimit();
    private final Request request = mock(Request.class);
    private final Scheduler scheduler = mock(Scheduler.class);
    private final Scheduler.Task timer = mock(Scheduler.Task.class);

    @Test
    void whoHadItsTurnAtOnceCostsNoTimer() {
        turn.end();
        turn.set(request, Duration.ofSeconds(3), scheduler);

        verifyNoInteractions(scheduler, request);
    }

    @Test
    void whoHasItsTurnInTimeIsNotAborted() {
        when(scheduler.schedule(any(), eq(3000L), eq(TimeUnit.MILLISECONDS))).thenReturn(timer);

        turn.set(request, Duration.ofSeconds(3), scheduler);
        turn.end();

        verify(timer).cancel();
    }

    @Test
    void whoWaitsTooLongIsAborted() {
        turn.set(request, Duration.ofSeconds(3), scheduler);

        ArgumentCaptor<Runnable> overdue = ArgumentCaptor.forClass(Runnable.class);
        verify(scheduler).schedule(overdue.capture(), eq(3000L), eq(TimeUnit.MILLISECONDS));
        overdue.getValue().run();
        verify(request).abort(isA(RejectedExecutionException.class));
    }
}
