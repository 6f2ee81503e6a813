package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Who spent how many seconds of processor time while something was measured.
 *
 * @param seconds how long that took
 * @param client the program that loaded, and ended meanwhile
 */
record Spent(double seconds, double front, double upstream, double client) {
    /** Linux counts these in hundredths of a second, whatever the kernel's own clock. */
    private static final int MILLIS_PER_TICK = 10;

    private static final double NANOS = 1e9;

    /** Runs a program to its end. */
    static Spent during(Front front, Supplier<Duration> upstream, Runnable program) {
        Duration frontBefore = front.cpuTime();
        Duration upstreamBefore = upstream.get();
        Duration clientBefore = endedChildren();
        long begin = System.nanoTime();
        program.run();
        return new Spent(
                (System.nanoTime() - begin) / NANOS,
                since(frontBefore, front.cpuTime()),
                since(upstreamBefore, upstream.get()),
                since(clientBefore, endedChildren()));
    }

    /** How many processors the front kept busy. */
    double frontBusy() {
        return front / seconds;
    }

    /** The same of the upstream. */
    double upstreamBusy() {
        return upstream / seconds;
    }

    /** The same of the client. */
    double clientBusy() {
        return client / seconds;
    }

    private static double since(Duration before, Duration after) {
        return after.minus(before).toNanos() / NANOS;
    }

    private static Duration endedChildren() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // the program's name stands in parentheses and may hold anything; cutime and cstime are the fields 16 and
            // 17
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis((Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MILLIS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
