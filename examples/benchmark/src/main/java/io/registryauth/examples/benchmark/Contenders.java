package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Peer;
import java.util.ArrayList;
import java.util.List;

/** Peers that run all at once: one is measured while the others idle. */
final class Contenders implements AutoCloseable {

    /**
     * A peer, and where it runs.
     *
     * @param title the head of its column
     */
    record Contender(String title, Peer peer, Front front) {}

    private final List<Contender> list = new ArrayList<>();

    void add(String title, Peer peer, Front front) {
        list.add(new Contender(title, peer, front));
    }

    List<Contender> list() {
        return List.copyOf(list);
    }

    List<String> titles() {
        return list.stream().map(Contender::title).toList();
    }

    @Override
    public void close() {
        list.forEach(contender -> contender.front().close());
    }
}
