package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.Transfers.Direction;
import io.registryauth.examples.benchmark.Transfers.Protocol;
import io.registryauth.examples.benchmark.blob.BlobUpstream;
import io.registryauth.examples.benchmark.blob.Content;
import io.registryauth.examples.benchmark.peer.Certificate;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast blobs go down and up, few and many at once, in the clear and over TLS. */
final class BlobsSection implements Section {
    /** Blobs that move in one measurement, at most: many at once are smaller, or each would take a minute. */
    private static final int BLOBS = 4;

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
                                List<Transfers> rows = rows(bench.options(), folder, direction, protocol);
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

    private static List<Transfers> rows(Options options, Path folder, Direction direction, Protocol protocol)
            throws IOException {
        List<Transfers> rows = new ArrayList<>();
        for (int count : options.transfers()) {
            long size = Math.min(BLOBS * options.blobBytes() / count, options.blobBytes());
            rows.add(new Transfers(direction, protocol, count, size, file(folder, size)));
        }
        return rows;
    }

    private static Path file(Path folder, long size) throws IOException {
        Path file = folder.resolve("upload-" + size);
        return Files.exists(file) ? file : Content.write(file, size);
    }

    private static List<Row<BlobSample>> measure(
            Options options, Contenders contenders, Front upstream, List<Transfers> rows, Certificate certificate) {
        List<Row<BlobSample>> measured = new ArrayList<>();
        for (Contender contender : contenders.list()) {
            warmUp(contender, rows, certificate, contender.peer().isJvm() ? options.warmUp() : 0);
        }
        for (Transfers transfers : rows) {
            Row<BlobSample> row = new Row<>(BlobTables.label(transfers));
            Bench.progress("measuring " + BlobTables.label(transfers));
            for (int round = 0; round < options.rounds(); round++) {
                for (Contender contender : contenders.list()) {
                    row.add(contender.title(), BlobSample.take(contender, upstream::cpuTime, transfers, certificate));
                }
            }
            measured.add(row);
        }
        return measured;
    }

    /** Each row once at least. */
    private static void warmUp(Contender contender, List<Transfers> rows, Certificate certificate, int seconds) {
        long begin = System.nanoTime();
        do {
            rows.forEach(transfers -> transfers.run(contender.front().uri(), certificate));
        } while (System.nanoTime() - begin < Duration.ofSeconds(seconds).toNanos());
    }
}
