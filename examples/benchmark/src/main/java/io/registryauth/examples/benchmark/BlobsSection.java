package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.Transfers.Direction;
import io.registryauth.examples.benchmark.Transfers.Protocol;
import io.registryauth.examples.benchmark.blob.BlobUpstream;
import io.registryauth.examples.benchmark.blob.Content;
import io.registryauth.examples.benchmark.peer.Certificate;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast blobs go down and up, few and many at once, in the clear and over TLS. */
final class BlobsSection implements Section {
    /** Fewer are over so soon that they are measured more often. */
    private static final int MANY = 8;

    @Override
    public String measure(Bench bench) throws Exception {
        Path folder = bench.newFolder();
        Certificate certificate = Certificate.create(bench.newFolder());
        Path blob = Content.write(folder.resolve("blob"), bench.options().blobBytes());
        BlobTables tables = new BlobTables();
        try (Front upstream = BlobUpstream.start(folder, blob, false)) {
            for (boolean secure : List.of(false, true)) {
                Users users = Users.writer(bench.newFolder().resolve("users"));
                try (Contenders contenders = bench.start(
                        bench.peers().transfers(bench.options().peers(), secure ? certificate : null),
                        upstream.uri(),
                        users)) {
                    for (Direction direction : Direction.values()) {
                        for (Protocol protocol : Protocol.values()) {
                            if (protocol.isSecure() == secure) {
                                List<Transfers> rows = rows(bench.options(), blob, direction, protocol);
                                measure(bench.options(), contenders, upstream, rows, certificate)
                                        .forEach(tables::add);
                            }
                        }
                    }
                }
            }
        }
        return "## Blobs\n\n" + tables.toMarkdown();
    }

    private static List<Transfers> rows(Options options, Path blob, Direction direction, Protocol protocol) {
        return options.transfers().stream()
                .map(count -> new Transfers(direction, protocol, count, options.blobBytes(), blob))
                .toList();
    }

    private static List<Row<BlobSample>> measure(
            Options options, Contenders contenders, Front upstream, List<Transfers> rows, Certificate certificate) {
        List<Row<BlobSample>> measured = new ArrayList<>();
        for (Transfers transfers : rows) {
            Row<BlobSample> row = new Row<>(BlobTables.label(transfers));
            Bench.progress("measuring " + BlobTables.label(transfers));
            for (Contender contender : contenders.list()) {
                warmUp(contender, transfers, certificate, contender.peer().isJvm() ? options.warmUp() : 0);
            }
            int rounds = options.rounds() * Math.max(1, MANY / transfers.count());
            for (int round = 0; round < rounds; round++) {
                for (Contender contender : contenders.list()) {
                    row.add(contender.title(), BlobSample.take(contender, upstream::cpuTime, transfers, certificate));
                }
            }
            measured.add(row);
        }
        return measured;
    }

    /** Once at least. */
    private static void warmUp(Contender contender, Transfers transfers, Certificate certificate, int seconds) {
        long begin = System.nanoTime();
        do {
            transfers.run(contender.front().uri(), certificate);
        } while (System.nanoTime() - begin < Duration.ofSeconds(seconds).toNanos());
    }
}
