package io.registryauth.proxy.soak;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody with repositories of his own, who does one operation after another. */
final class Worker {
    private final Client client;
    private final Fault.Draw faults;
    private final Tally tally;
    private final AtomicBoolean stopped;
    private final SplittableRandom random;
    private final int number;
    private final Model model = new Model();

    private int turns;

    /**
     * Makes one.
     *
     * @param random decides on all that it does
     * @param stopped set when it shall stop, and by itself when something is wrong
     */
    Worker(Client client, Fault.Draw faults, Tally tally, AtomicBoolean stopped, SplittableRandom random, int number) {
        this.client = client;
        this.faults = faults;
        this.tally = tally;
        this.stopped = stopped;
        this.random = random;
        this.number = number;
    }

    Model model() {
        return model;
    }

    /** Operates until the number of operations or the time is over. */
    void work(int operations, long deadline) throws InterruptedException {
        while (turns < operations && System.nanoTime() < deadline && !stopped.get()) {
            Turn turn = turn();
            Operation operation = Operation.draw(turn.random());
            guarded("operation " + turn.number() + " (" + operation + ")", () -> operation.run(turn));
            tally.ran(operation);
        }
    }

    /** Looks at all that it knows of. */
    void check() throws InterruptedException {
        for (Item item : model.items()) {
            Turn turn = turn();
            guarded("the check of " + item, () -> Pulls.check(turn, item));
        }
    }

    /** Each has randomness of its own, so that none depends on how the ones before went. */
    private Turn turn() {
        return new Turn(client, faults, model, random.split(), number, turns++, tally);
    }

    private interface Step {
        void run() throws Exception;
    }

    private void guarded(String what, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            stopped.set(true);
            throw new AssertionError("worker " + number + ", " + what + ": " + e.getMessage(), e);
        }
    }
}
