package io.registryauth.proxy.soak;

import io.registryauth.proxy.soak.Item.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several workers at once, each of whom a seed tells what to do. */
final class Soak {
    private static final int WORKERS = 6;

    private final Tally tally = new Tally();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Worker> workers = new ArrayList<>();
    private final long seed;

    Soak(Client client, Fault.Draw faults, long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < WORKERS; number++) {
            workers.add(new Worker(client, faults, tally, stopped, random.split(), number));
        }
    }

    Tally tally() {
        return tally;
    }

    /**
     * Lets all of them work.
     *
     * @param operations how many there are to do, by all of them together
     * @param nanos how long they begin further ones
     */
    void work(int operations, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        each(worker -> worker.work(operations / WORKERS, deadline));
    }

    /** Lets all of them look whether what must be there is there, and what must not is not. */
    void check() throws InterruptedException {
        each(Worker::check);
    }

    /** How many items are in each state. */
    Map<State, Long> states() {
        Map<State, Long> states = new EnumMap<>(State.class);
        workers.forEach(worker -> worker.model().items().forEach(item -> states.merge(item.state(), 1L, Long::sum)));
        return states;
    }

    private interface Work {
        void of(Worker worker) throws InterruptedException;
    }

    private void each(Work work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Worker worker : workers) {
                all.add(threads.submit(() -> {
                    work.of(worker);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new AssertionError("seed " + seed + ", " + cause.getMessage(), cause);
        } finally {
            threads.shutdown();
        }
    }
}
