package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Comparison.Ratio;
import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.RegistryUpstream;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What few and many connections get of small answers, where hashing costs nobody anything. */
final class SmallSection implements Section {
    /** What nginx hashes fastest; and for those who know bcrypt alone, but hash once. */
    private static final List<Hash> HASHES = List.of(Hash.SHA, Hash.BCRYPT_5);

    private record Row(String what, String target, String path) {}

    @Override
    public String measure(Bench bench) throws Exception {
        Front files = bench.upstream();
        Row object = new Row("1 KiB", "≥ 0.5× nginx", Front.OBJECT);
        String objects = compare(bench, object, files.uri(), files::cpuTime);
        try (RegistryUpstream registry = RegistryUpstream.start(bench.newFolder())) {
            Row manifest = new Row("manifest", "≥ 0.8× no proxy", RegistryUpstream.MANIFEST);
            return "## Small answers\n\n" + objects + "\n"
                    + compare(bench, manifest, registry.uri(), registry::cpuTime);
        }
    }

    private static String compare(Bench bench, Row row, URI upstream, Supplier<Duration> upstreamTime)
            throws IOException {
        Users users = bench.users(HASHES.toArray(Hash[]::new));
        try (Contenders contenders = bench.start(bench.peers("none", "nginx", "caddy", "ours"), upstream, users)) {
            Comparison comparison = new Comparison(
                    bench.options(),
                    contenders.titles(),
                    upstreamTime,
                    new Ratio("ours", "nginx"),
                    new Ratio("ours", "Caddy"),
                    new Ratio("ours", "no proxy"));
            for (int connections : bench.options().connections()) {
                Requests requests = Requests.of(row.path, connections, HASHES);
                for (Contender contender : contenders.list()) {
                    logIn(contender, requests);
                }
                comparison.measure(row.what + ", " + title(connections), row.target, requests, contenders.list());
            }
            return comparison.toMarkdown();
        }
    }

    /** Many connections that bring the same new credentials at once would wait for their verification. */
    private static void logIn(Contender contender, Requests requests) throws IOException {
        try (Connection connection = new Connection(contender.front().uri())) {
            connection.get(Front.OBJECT, requests.authorization().apply(contender.peer()));
        }
    }

    private static String title(int connections) {
        return connections == 1 ? "1 connection" : connections + " connections";
    }
}
