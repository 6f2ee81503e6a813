package io.registryauth.reload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Time that passes when a test says so. */
final class FakeTime implements InstantSource, LongSupplier {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00.123456Z");

    private long nanos;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    /** Begins near the end of the numbers, as the real one may. */
    @Override
    public long getAsLong() {
        return Long.MAX_VALUE - 1 + nanos;
    }
}
