package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Looks several times a second at what a front holds, until it is closed. */
final class Watch implements AutoCloseable {
    private static final int MILLIS = 100;

    private final Front front;
    private final List<Resources> seen = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Watch(Front front) {
        this.front = front;
        look();
        clock.scheduleAtFixedRate(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            seen.add(front.resources());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it held after a part of the time, from 0 to 1. */
    Resources at(double part) {
        return seen.get((int) Math.round(part * (seen.size() - 1)));
    }

    /** The most of something. */
    long most(ToLongFunction<Resources> value) {
        return seen.stream().mapToLong(value).max().orElseThrow();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        look();
    }
}
