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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How fast blobs go down and up, few and many at once, in the clear and over TLS. */
final class BlobsSection implements Section {
    /** Blobs that move in one measurement, at most: many at once are smaller, or each would take a minute. */
    private static final int BLOBS = 4;

    private static final int MOST_WARM_UPS = 6;
    private static final double FASTER = 1.05;

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
                    for (Transfers transfers : rows(bench, folder, secure)) {
                        tables.add(measure(bench.options(), contenders, upstream, transfers, certificate));
                    }
                }
            }
        }
        return "## Blobs\n\n" + tables.toMarkdown();
    }

    private static List<Transfers> rows(Bench bench, Path folder, boolean secure) throws IOException {
        List<Transfers> rows = new ArrayList<>();
        long all = BLOBS * bench.options().blobBytes();
        for (Direction direction : Direction.values()) {
            for (Protocol protocol : Protocol.values()) {
                for (int count : bench.options().transfers()) {
                    if (protocol.isSecure() == secure) {
                        long size = Math.min(all / count, bench.options().blobBytes());
                        rows.add(new Transfers(direction, protocol, count, size, file(folder, size)));
                    }
                }
            }
        }
        return rows;
    }

    private static Path file(Path folder, long size) throws IOException {
        Path file = folder.resolve("upload-" + size);
        return file.toFile().exists() ? file : Content.write(file, size);
    }

    private static Row<BlobSample> measure(
            Options options, Contenders contenders, Front upstream, Transfers transfers, Certificate certificate) {
        Row<BlobSample> row = new Row<>(BlobTables.label(transfers));
        Bench.progress("measuring " + BlobTables.label(transfers));
        for (Contender contender : contenders.list()) {
            warmUp(contender, transfers, certificate);
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Contender contender : contenders.list()) {
                row.add(
                        contender.title(),
                        BlobSample.take(contender, upstream::cpuTime, transfers, certificate));
            }
        }
        return row;
    }

    /** As for requests, a JVM is warm when it no longer becomes faster. */
    private static void warmUp(Contender contender, Transfers transfers, Certificate certificate) {
        double before = transfers.run(contender.front().uri(), certificate);
        for (int i = 1; i < MOST_WARM_UPS && contender.peer().isJvm(); i++) {
            double seconds = transfers.run(contender.front().uri(), certificate);
            if (seconds * FASTER > before) {
                break;
            }
            before = seconds;
        }
    }
}
