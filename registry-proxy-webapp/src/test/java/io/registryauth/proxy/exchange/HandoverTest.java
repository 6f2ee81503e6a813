package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final AtomicInteger goneOn = new AtomicInteger();
    private final Handover passing = Handover.passing(goneOn::incrementAndGet);
    private final Handover waiting = Handover.waiting();

    @Test
    void theGiverGoesOnWhereTheBytesAreTakenAtOnce() throws Exception {
        passing.end();
        assertThat(passing.await()).isTrue();
        assertThat(goneOn).hasValue(0);
    }

    @Test
    void theTakerGoesOnWhereTheGiverHasLeft() throws Exception {
        assertThat(passing.await()).isFalse();
        assertThat(goneOn).hasValue(0);
        passing.end();
        assertThat(goneOn).hasValue(1);
    }

    @Test
    void nobodyGoesOnTwice() throws Exception {
        assertThat(passing.await()).isFalse();
        passing.end();
        passing.end();
        assertThat(goneOn).hasValue(1);

        Handover taken = Handover.passing(goneOn::incrementAndGet);
        taken.end();
        assertThat(taken.await()).isTrue();
        taken.end();
        assertThat(goneOn).hasValue(1);
    }

    @Test
    void whoeverWaitsGoesOnWhenTheBytesAreTaken() throws Exception {
        CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
        Thread giver = new Thread(() -> {
            try {
                goesOn.complete(waiting.await());
            } catch (Exception e) {
                goesOn.completeExceptionally(e);
            }
        });
        giver.start();
        Awaitility.await().until(() -> giver.getState() == Thread.State.WAITING);
        assertThat(goesOn).isNotDone();
        waiting.end();
        assertThat(goesOn.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverIsInterruptedWaitsNoLonger() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(waiting::await).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
