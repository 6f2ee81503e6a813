package io.registryauth.examples.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of blobs: how fast, at which cost, and who was busy. */
final class BlobTables {
    private static final List<String> NGINX = List.of("nginx, buffering", "nginx, not buffering");
    private static final List<String> TITLES = List.of("no proxy", NGINX.get(0), NGINX.get(1), "ours");
    private static final double MEGABYTE = 1e6;

    private final Table speed = table("GB/s", "ours / nginx at its best", "ours / no proxy", "target");
    private final Table cost = table("processor seconds of the front for each GB");
    private final Table busy = table("processors busy: front / upstream / curl");

    private static Table table(String corner, String... more) {
        List<String> head = new ArrayList<>(List.of(corner));
        head.addAll(TITLES);
        head.addAll(List.of(more));
        return new Table(head);
    }

    void add(Row<BlobSample> row) {
        List<String> cells = row.cells(TITLES, List.of(BlobSample::gigabytesPerSecond));
        cells.add(row.ratio("ours", NGINX, BlobSample::gigabytesPerSecond));
        cells.add(row.ratio("ours", List.of("no proxy"), BlobSample::gigabytesPerSecond));
        cells.add("≥ 1.0× nginx");
        speed.row(cells);
        cost.row(row.cells(TITLES, List.of(BlobSample::frontPerGigabyte)));
        busy.row(row.cells(
                TITLES,
                List.of(
                        sample -> sample.spent().frontBusy(),
                        sample -> sample.spent().upstreamBusy(),
                        sample -> sample.spent().clientBusy())));
    }

    static String label(Transfers transfers) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d × %s MB",
                transfers.direction().name().toLowerCase(Locale.ROOT),
                transfers.protocol().title(),
                transfers.count(),
                Statistics.number(transfers.size() / MEGABYTE));
    }

    String toMarkdown() {
        return speed + "\n" + cost + "\n" + busy;
    }
}
