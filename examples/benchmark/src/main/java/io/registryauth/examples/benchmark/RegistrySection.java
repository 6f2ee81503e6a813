package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Comparison.Ratio;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.RegistryUpstream;
import io.registryauth.examples.benchmark.peer.Users;

/** What users of a real registry feel: manifests per second through a proxy and without one. */
final class RegistrySection implements Section {
    private static final Hash HASH = Hash.BCRYPT_5;

    @Override
    public String measure(Bench bench) throws Exception {
        Users users = bench.users(HASH);
        try (RegistryUpstream registry = RegistryUpstream.start(bench.newFolder());
                Contenders contenders = bench.start(bench.peers("none", "nginx", "ours"), registry.uri(), users)) {
            Comparison comparison = new Comparison(
                    bench.options(),
                    contenders.titles(),
                    registry::cpuTime,
                    new Ratio("ours", "no proxy"),
                    new Ratio("nginx", "no proxy"));
            comparison.measure(
                    "manifests, " + HASH.title(),
                    "≥ 0.8× no proxy",
                    new Requests(RegistryUpstream.MANIFEST, HASH.name()),
                    contenders.list());
            return "## Real registry\n\n" + comparison.toMarkdown();
        }
    }
}
