package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.peer.Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One measurement of blobs that move through one contender, and what it cost.
 *
 * @param gigabytes of all blobs together
 * @param seconds from the first request to the end of the last answer
 */
record BlobSample(double gigabytes, double seconds, Spent spent) {
    private static final double GIGABYTE = 1e9;

    static BlobSample take(
            Contender contender, Supplier<Duration> upstream, Transfers transfers, Certificate certificate) {
        AtomicReference<Double> seconds = new AtomicReference<>();
        Spent spent = Spent.during(
                contender.front(),
                upstream,
                () -> seconds.set(transfers.run(contender.front().uri(), certificate)));
        return new BlobSample(
                transfers.count() * transfers.size() / GIGABYTE, Objects.requireNonNull(seconds.get()), spent);
    }

    double gigabytesPerSecond() {
        return gigabytes / seconds;
    }

    /** How many seconds of a processor the front took for each GB. */
    double frontPerGigabyte() {
        return spent.front() / gigabytes;
    }
}
