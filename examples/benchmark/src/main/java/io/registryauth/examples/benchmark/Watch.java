package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;

/** Looks several times a second at what a front holds, until it is closed. */
final class Watch implements AutoCloseable {
    private static final int MILLIS = 100;

    private final Front front;
    private final List<Resources> seen = new CopyOnWriteArrayList<>();
    private final Thread clock = new Thread(this::watch);

    Watch(Front front) throws IOException {
        this.front = front;
        seen.add(front.resources());
        clock.setDaemon(true);
        clock.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                seen.add(front.resources());
            }
        } catch (InterruptedException e) {
            // closed
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
    public void close() throws IOException {
        clock.interrupt();
        seen.add(front.resources());
    }
}
