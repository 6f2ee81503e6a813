package io.registryauth.proxy.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The handing over of bytes to one who takes them sooner or later, which the giver goes on after. Thread-safe. */
sealed interface Handover {
    /** The bytes are taken, or will never be; may be said again. */
    void end();

    /** The giver has nothing else to do; answers whether it may go on at once. Otherwise somebody else does so for it. */
    boolean await() throws IOException;

    /** One after which the giver's own thread goes on, however long that takes. */
    static Handover waiting() {
        return new Waiting();
    }

    /** One that never waits: where the taker is slower than the giver, it goes on in the giver's place. */
    static Handover passing(Runnable goOn) {
        return new Passing(goOn);
    }

    /** See {@link Handover#waiting}. */
    final class Waiting implements Handover {
        private final CountDownLatch ended = new CountDownLatch(1);

        private Waiting() {}

        @Override
        public void end() {
            ended.countDown();
        }

        @Override
        public boolean await() throws IOException {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while the registry took the body");
            }
            return true;
        }
    }

    /** See {@link Handover#passing}. */
    final class Passing implements Handover {
        private enum State {
            BEGUN,
            LEFT,
            ENDED
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.BEGUN);
        private final Runnable goOn;

        private Passing(Runnable goOn) {
            this.goOn = goOn;
        }

        @Override
        public void end() {
            if (state.getAndSet(State.ENDED) == State.LEFT) {
                goOn.run();
            }
        }

        @Override
        public boolean await() {
            return !state.compareAndSet(State.BEGUN, State.LEFT);
        }
    }
}
