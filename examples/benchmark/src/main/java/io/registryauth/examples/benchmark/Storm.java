package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Many users who log in for the first time at once, beside one who has long been logged in. */
final class Storm {
    private static final int WARM = 16;
    private static final int COLD = 64;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI server;
    private final String warmUser;

    /**
     * What one measurement found.
     *
     * @param p50 the median latency of the warm connections, in milliseconds
     * @param seconds how long it took
     * @param admitted how many of the new users were
     * @param refused how often one of them was asked to come again
     */
    record Result(double p50, double p99, double seconds, int admitted, int refused) {}

    Storm(URI server, String warmUser) {
        this.server = server;
        this.warmUser = warmUser;
    }

    /** The warm connections by themselves. */
    Result quiet(Duration duration) throws Exception {
        return measure(List.of(), duration);
    }

    /**
     * The warm connections until the new users have logged in, or two minutes are over. One who is asked to come again does so
     * after the time that was named.
     */
    Result storm(List<String> newUsers) throws Exception {
        return measure(newUsers, LIMIT);
    }

    private Result measure(List<String> newUsers, Duration limit) throws Exception {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(newUsers.size());
        AtomicInteger refused = new AtomicInteger();
        BooleanSupplier over =
                () -> System.nanoTime() - begin > limit.toNanos() || (left.get() == 0 && !newUsers.isEmpty());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<long[]>> warm = submit(threads, WARM, () -> warm(over));
            List<Future<long[]>> cold = submit(threads, newUsers.isEmpty() ? 0 : COLD, () -> {
                for (int i = next.getAndIncrement(); i < newUsers.size(); i = next.getAndIncrement()) {
                    refused.addAndGet(logIn(newUsers.get(i), address(i), over, left));
                }
                return new long[0];
            });
            long[] latencies = gather(warm);
            gather(cold);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Result(
                    millis(latencies, 0.5),
                    millis(latencies, 0.99),
                    seconds,
                    newUsers.size() - left.get(),
                    refused.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] warm(BooleanSupplier over) throws IOException {
        LongStream.Builder latencies = LongStream.builder();
        String authorization = Users.authorization(warmUser);
        try (Connection connection = new Connection(server)) {
            while (!over.getAsBoolean()) {
                long begin = System.nanoTime();
                int status = connection.get(Front.OBJECT, authorization);
                latencies.add(System.nanoTime() - begin);
                if (status != 200) {
                    throw new IOException("a warm connection is answered with " + status);
                }
            }
        }
        return latencies.build().toArray();
    }

    /** Returns how often the user was asked to come again. */
    private int logIn(String user, InetAddress client, BooleanSupplier over, AtomicInteger left)
            throws IOException, InterruptedException {
        int refused = 0;
        try (Connection connection = new Connection(server, client)) {
            while (!over.getAsBoolean()) {
                int status = connection.get(Front.OBJECT, Users.authorization(user));
                if (status == 200) {
                    left.decrementAndGet();
                    break;
                }
                if (status != 503) {
                    throw new IOException("a new user is answered with " + status);
                }
                refused++;
                TimeUnit.NANOSECONDS.sleep(connection.retryAfter().toNanos());
            }
        }
        return refused;
    }

    /** Everybody comes from elsewhere: all of 127.0.0.0/8 is this machine. */
    private static InetAddress address(int user) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 1, (byte) (user >> 8), (byte) user});
    }

    private static List<Future<long[]>> submit(ExecutorService threads, int count, Callable<long[]> work) {
        List<Future<long[]>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(threads.submit(work));
        }
        return started;
    }

    private static long[] gather(List<Future<long[]>> started) throws ExecutionException, InterruptedException {
        LongStream all = LongStream.empty();
        for (Future<long[]> future : started) {
            all = LongStream.concat(all, Arrays.stream(future.get()));
        }
        return all.sorted().toArray();
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
