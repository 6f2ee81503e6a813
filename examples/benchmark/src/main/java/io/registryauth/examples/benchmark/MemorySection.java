package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.blob.BlobUpstream;
import io.registryauth.examples.benchmark.blob.Content;
import io.registryauth.examples.benchmark.blob.Crowd;
import io.registryauth.examples.benchmark.blob.Crowd.Kind;
import io.registryauth.examples.benchmark.blob.WholeBlobs;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Resources;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;

/** What the proxy holds with a small heap, while many blobs move and while many clients do next to nothing. */
final class MemorySection implements Section {
    private static final int KIBIBYTE = 1024;

    private final Table blobs = new Table(
            "-Xmx128m",
            "whole",
            "seconds",
            "resident before, MiB",
            "at the start",
            "in the middle",
            "at the end",
            "the most ever",
            "most threads",
            "target");
    private final Table crowds = new Table(
            "-Xmx128m",
            "served",
            "still there later",
            "resident before / with / after, MiB",
            "the most ever",
            "threads before / with / after",
            "target");

    @Override
    public String measure(Bench bench) throws Exception {
        Options options = bench.options();
        Path folder = bench.newFolder();
        Path blob = Content.write(folder.resolve("blob"), options.blobBytes());
        try (Front upstream = BlobUpstream.start(folder, blob, true)) {
            transfers(bench, upstream.uri(), false);
            transfers(bench, upstream.uri(), true);
            crowd(bench, upstream.uri(), Kind.IDLE, options.idle(), KIBIBYTE);
            crowd(bench, upstream.uri(), Kind.SLOW, options.slow(), options.blobBytes());
        }
        return "## Memory\n\n" + blobs + "\n" + crowds;
    }

    private void transfers(Bench bench, URI upstream, boolean upload) throws IOException {
        int count = Collections.max(bench.options().transfers());
        String label = "%d %s of %d MB"
                .formatted(
                        count, upload ? "uploads" : "downloads", bench.options().blob());
        Bench.progress("moving " + label);
        try (Front front = start(bench, upstream)) {
            Resources before = front.resources();
            Watch watch = new Watch(front);
            long begin = System.nanoTime();
            String whole;
            try (watch) {
                whole = WholeBlobs.command(
                                front.uri(), upload, count, bench.options().blobBytes())
                        .run()
                        .succeeded();
            }
            blobs.row(
                    label,
                    whole,
                    Statistics.number((System.nanoTime() - begin) / 1e9),
                    mebibytes(before.resident()),
                    mebibytes(watch.at(0.1).resident()),
                    mebibytes(watch.at(0.5).resident()),
                    mebibytes(watch.at(1).resident()),
                    mebibytes(front.resources().peak()),
                    Long.toString(watch.most(Resources::threads)),
                    "all whole, flat, < 286 MiB (300 MB)");
        }
    }

    private void crowd(Bench bench, URI upstream, Kind kind, int count, long size) throws Exception {
        String label = "%,d %s".formatted(count, kind == Kind.IDLE ? "idle connections" : "slow readers");
        Bench.progress("keeping " + label);
        long held = Duration.ofSeconds(bench.options().seconds()).toMillis();
        try (Front front = start(bench, upstream)) {
            Resources before = front.resources();
            int served;
            int there;
            Resources with;
            try (Crowd crowd = Crowd.start(kind, front.uri(), count, size)) {
                served = crowd.served();
                Thread.sleep(held);
                with = front.resources();
                there = crowd.stillThere();
            }
            Thread.sleep(held);
            Resources after = front.resources();
            crowds.row(
                    label,
                    "%,d".formatted(served),
                    "%,d".formatted(there),
                    "%s / %s / %s"
                            .formatted(
                                    mebibytes(before.resident()),
                                    mebibytes(with.resident()),
                                    mebibytes(after.resident())),
                    mebibytes(after.peak()),
                    "%d / %d / %d".formatted(before.threads(), with.threads(), after.threads()),
                    "no thread per connection");
        }
    }

    /** Also logs in: so many connections that bring the same new credentials at once are turned away. */
    private static Front start(Bench bench, URI upstream) throws IOException {
        Users users = Users.writer(bench.newFolder().resolve("users"));
        Front front = bench.peers().small().start(bench.newFolder(), upstream, users);
        try (Connection connection = new Connection(front.uri())) {
            connection.get(BlobUpstream.blob(1), Users.authorization(Users.WRITER));
            return front;
        } catch (IOException e) {
            front.close();
            throw e;
        }
    }

    private static String mebibytes(long kibibytes) {
        return Statistics.number((double) kibibytes / KIBIBYTE);
    }
}
