package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One measurement of one contender.
 *
 * @param front how many processors it kept busy; the same for the upstream and for wrk
 */
record Sample(Load load, double front, double upstream, double client) {
    /** Linux counts these in hundredths of a second, whatever the kernel's own clock. */
    private static final int MILLIS_PER_TICK = 10;

    static Sample take(Front front, Supplier<Duration> upstream, URI uri, String authorization, int seconds) {
        Duration frontBefore = front.cpuTime();
        Duration upstreamBefore = upstream.get();
        Duration clientBefore = endedChildren();
        long begin = System.nanoTime();
        Load load = Load.run(uri, authorization, seconds);
        double nanos = System.nanoTime() - begin;
        return new Sample(
                load,
                front.cpuTime().minus(frontBefore).toNanos() / nanos,
                upstream.get().minus(upstreamBefore).toNanos() / nanos,
                endedChildren().minus(clientBefore).toNanos() / nanos);
    }

    /** The time that ended children of this process have spent: wrk is the one that ends while it is measured. */
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
