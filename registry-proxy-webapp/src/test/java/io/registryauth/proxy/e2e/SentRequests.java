package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What clients have sent through a relay, with a request that can be held back on its way. */
final class SentRequests implements Relay.Tap {

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    private volatile Held held = new Held("there is no such request");

    /** A request that begins so, and whoever waits for it. */
    private record Held(String beginning, CountDownLatch here, CountDownLatch goesOn) {
        Held(String beginning) {
            this(beginning, new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    /** Holds back the request that begins so, together with what its connection sends after it. */
    void hold(String beginning) {
        held = new Held(beginning);
    }

    /** Waits until that request is held back. */
    void awaitHeld() throws InterruptedException {
        assertThat(held.here.await(1, TimeUnit.MINUTES)).as(held.beginning).isTrue();
    }

    void release() {
        held.goesOn.countDown();
    }

    String text() {
        return all.toString(ISO_8859_1);
    }

    @Override
    public void see(byte[] bytes, int length) throws InterruptedIOException {
        all.write(bytes, 0, length);
        Held held = this.held;
        if (new String(bytes, 0, length, ISO_8859_1).startsWith(held.beginning)) {
            held.here.countDown();
            try {
                held.goesOn.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException(held.beginning);
            }
        }
    }
}
