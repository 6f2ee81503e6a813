package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Comparison.Ratio;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peer;
import io.registryauth.examples.benchmark.peer.Users;
import java.util.List;

/** What the filter costs: the same proxy servlet in the same Jetty, with the filter in front of it and without. */
final class FilterSection implements Section {
    private static final Hash HASH = Hash.BCRYPT_5;

    @Override
    public String measure(Bench bench) throws Exception {
        Users users = bench.users(HASH);
        List<Peer> peers = bench.peers().filterAndNone();
        try (Contenders contenders = bench.start(peers, bench.upstream().uri(), users)) {
            Comparison comparison = new Comparison(
                    bench.options(),
                    contenders.titles(),
                    bench.upstream()::cpuTime,
                    new Ratio("with it", "without the filter"));
            comparison.measure(
                    "embedded Jetty, " + HASH.title(),
                    "≥ 0.95×",
                    new Requests(Front.OBJECT, HASH.name()),
                    contenders.list());
            return "## The filter's own cost\n\n" + comparison.toMarkdown();
        }
    }
}
