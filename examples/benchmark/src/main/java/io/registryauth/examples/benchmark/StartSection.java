package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.median;
import static io.registryauth.examples.benchmark.Statistics.number;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peer;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a proxy takes from its start to the first answer of the upstream, and what it does at once, still cold. */
final class StartSection implements Section {
    private static final Hash HASH = Hash.BCRYPT_5;
    private static final double KIBIBYTES = 1024;

    @Override
    public String measure(Bench bench) throws Exception {
        Users users = bench.users(HASH);
        int seconds = bench.options().seconds();
        Table table = new Table(
                "start, " + HASH.title(),
                "first proxied answer after, s",
                "requests/s in the first " + seconds + " s",
                "most memory resident then, MiB",
                "target");
        for (Peer peer : bench.peers("nginx", "httpd", "haproxy", "caddy", "ours")) {
            List<Double> answered = new ArrayList<>();
            List<Double> cold = new ArrayList<>();
            String memory = "";
            for (int round = 0; round < bench.options().rounds(); round++) {
                Bench.progress("starting " + peer.title());
                long begin = System.nanoTime();
                try (Front front =
                        peer.start(bench.newFolder(), bench.upstream().uri(), users)) {
                    firstAnswer(front);
                    answered.add((System.nanoTime() - begin) / 1e9);
                    cold.add(Load.run(
                                    new Contender(peer.title(), peer, front),
                                    new Requests(Front.OBJECT, HASH.name()),
                                    seconds)
                            .perSecond());
                    memory = mebibytes(front);
                }
            }
            table.row(
                    peer.title(),
                    number(median(answered.stream().mapToDouble(value -> value))),
                    number(median(cold.stream().mapToDouble(value -> value))),
                    memory,
                    peer.isJvm() ? "< 1.5 s" : "");
        }
        return "## Start\n\n" + table;
    }

    private static void firstAnswer(Front front) throws IOException {
        try (Connection connection = new Connection(front.uri())) {
            int status = connection.get(Front.OBJECT, Users.authorization(HASH.name()));
            if (status != 200) {
                throw new IOException("the first answer is " + status);
            }
        }
    }

    static String mebibytes(Front front) throws IOException {
        return number(front.resources().peak() / KIBIBYTES);
    }
}
