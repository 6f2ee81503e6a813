package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Comparison.Ratio;
import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peers;
import io.registryauth.examples.benchmark.peer.Users;
import java.util.EnumMap;
import java.util.Map;

/** What each way to keep a password costs: one user logs in again and again, before the static upstream. */
final class SchemesSection implements Section {
    private static final Map<Hash, String> TARGETS = new EnumMap<>(Map.of(
            Hash.SHA, "≥ 0.5× nginx",
            Hash.APR1, "≥ 2.5× nginx",
            Hash.BCRYPT_5, "≥ 14× nginx",
            Hash.BCRYPT_10, "≥ 400× nginx, ≥ 1.2× Caddy"));

    @Override
    public String measure(Bench bench) throws Exception {
        Users users = bench.users(TARGETS.keySet().toArray(Hash[]::new));
        try (Contenders contenders = bench.start(
                bench.peers(Peers.NAMES.toArray(String[]::new)),
                bench.upstream().uri(),
                users)) {
            Comparison comparison = new Comparison(
                    bench.options(),
                    contenders.titles(),
                    bench.upstream()::cpuTime,
                    new Ratio("ours", "nginx"),
                    new Ratio("ours", "Caddy"),
                    new Ratio("ours, access log on", "ours"));
            TARGETS.forEach((hash, target) -> comparison.measure(
                    hash.title(),
                    target,
                    new Requests(Front.OBJECT, hash.name()),
                    contenders.list().stream()
                            .filter(contender -> contender.peer().knows(hash))
                            .toList()));
            Table memory = new Table("after all that", "most memory resident, MiB");
            for (Contender contender : contenders.list()) {
                memory.row(contender.title(), StartSection.mebibytes(contender.front()));
            }
            return "## Hashes\n\n" + comparison.toMarkdown() + "\n" + memory;
        }
    }
}
