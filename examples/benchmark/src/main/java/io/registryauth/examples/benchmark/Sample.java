package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One measurement of one contender, and what it cost. */
record Sample(Load load, Spent spent) {

    static Sample take(Contender contender, Supplier<Duration> upstream, Requests requests, int seconds) {
        AtomicReference<Load> load = new AtomicReference<>();
        Spent spent = Spent.during(contender.front(), upstream, () -> load.set(Load.run(contender, requests, seconds)));
        return new Sample(Objects.requireNonNull(load.get()), spent);
    }
}
