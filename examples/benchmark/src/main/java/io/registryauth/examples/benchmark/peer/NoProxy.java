package io.registryauth.examples.benchmark.peer;

import java.net.URI;
import java.nio.file.Path;

/** The upstream itself: what there is to win. */
public record NoProxy() implements Peer {
    @Override
    public String title() {
        return "no proxy";
    }

    @Override
    public boolean knows(Hash hash) {
        return true;
    }

    @Override
    public Front start(Path folder, URI upstream, Users users) {
        return new Front(upstream, null);
    }
}
