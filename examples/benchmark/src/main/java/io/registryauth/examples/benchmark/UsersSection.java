package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Comparison.Ratio;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peer;
import io.registryauth.examples.benchmark.peer.Users;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the size of the users file costs: {SHA} hashes, and the user in the middle of the file logs in. */
final class UsersSection implements Section {
    private static final int FEW = 2;

    @Override
    public String measure(Bench bench) throws Exception {
        List<Integer> sizes = new ArrayList<>(List.of(FEW));
        sizes.addAll(bench.options().users());
        List<String> titles = sizes.stream().map(UsersSection::title).toList();
        Comparison comparison = new Comparison(
                bench.options(),
                titles,
                bench.upstream()::cpuTime,
                titles.stream()
                        .skip(1)
                        .map(title -> new Ratio(title, titles.get(0)))
                        .toArray(Ratio[]::new));
        List<String> head = new ArrayList<>(List.of("started after, s"));
        head.addAll(titles);
        Table starts = new Table(head);
        for (Peer peer : bench.peers("nginx", "httpd", "ours")) {
            List<String> started = new ArrayList<>(List.of(peer.title()));
            try (Contenders contenders = new Contenders()) {
                for (int size : sizes) {
                    Path file = bench.newFolder().resolve("users");
                    Users users = Users.many(file, Hash.SHA, size);
                    Bench.progress("starting " + peer.title() + " with " + title(size));
                    URI upstream = bench.upstream().uri();
                    long begin = System.nanoTime();
                    contenders.add(title(size), peer, peer.start(bench.newFolder(), upstream, users));
                    started.add(Statistics.number((System.nanoTime() - begin) / 1e9));
                }
                String target = peer.title().equals("ours") ? "≥ 0.95×" : "";
                comparison.measure(peer.title(), target, new Requests(Front.OBJECT, Users.MIDDLE), contenders.list());
            }
            starts.row(started);
        }
        return "## Many users\n\n" + comparison.toMarkdown() + "\n" + starts;
    }

    private static String title(int size) {
        return "%,d users".formatted(size);
    }
}
