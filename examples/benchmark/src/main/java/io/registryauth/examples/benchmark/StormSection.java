package io.registryauth.examples.benchmark;

import static io.registryauth.examples.benchmark.Statistics.median;
import static io.registryauth.examples.benchmark.Statistics.number;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.Storm.Result;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What those who are logged in feel of a login storm, before the static upstream; Java clients on both sides. */
final class StormSection implements Section {

    private record Round(Result quiet, Result storm) {}

    @Override
    public String measure(Bench bench) throws Exception {
        Options options = bench.options();
        int count = options.storm();
        int total = count * options.rounds() + 1;
        Users users = Users.many(bench.newFolder().resolve("users"), Hash.BCRYPT_10, total);
        // nobody logs in twice, since the second time nothing is cold
        List<String> everybody = IntStream.range(0, total)
                .filter(i -> i != total / 2)
                .mapToObj(Users::name)
                .toList();
        try (Contenders contenders =
                bench.start(bench.peers("nginx", "ours"), bench.upstream().uri(), users)) {
            for (Contender contender : contenders.list()) {
                storm(contender).quiet(Duration.ofSeconds(contender.peer().isJvm() ? options.warmUp() : 1));
            }
            Map<String, List<Round>> rounds = new LinkedHashMap<>();
            for (int i = 0; i < options.rounds(); i++) {
                List<String> newUsers = everybody.subList(i * count, (i + 1) * count);
                for (Contender contender : contenders.list()) {
                    Bench.progress("storm on " + contender.title());
                    Round round = new Round(
                            storm(contender).quiet(Duration.ofSeconds(options.seconds())),
                            storm(contender).storm(newUsers));
                    rounds.computeIfAbsent(contender.title(), title -> new ArrayList<>())
                            .add(round);
                }
            }
            return "## Login storm\n\n" + table(count, rounds);
        }
    }

    private static Storm storm(Contender contender) {
        return new Storm(contender.front().uri(), Users.MIDDLE);
    }

    private static String table(int count, Map<String, List<Round>> rounds) {
        Table table = new Table(
                count + " new users, bcrypt 10",
                "quiet p50 / p99, ms",
                "storm p50 / p99, ms",
                "p99 storm / quiet",
                "storm's length, s",
                "of them admitted",
                "asked to come again",
                "target");
        rounds.forEach((title, measured) -> table.row(
                title,
                value(measured, round -> round.quiet.p50()) + " / " + value(measured, round -> round.quiet.p99()),
                value(measured, round -> round.storm.p50()) + " / " + value(measured, round -> round.storm.p99()),
                Statistics.ratio(
                        measured.stream().map(round -> round.storm.p99()).toList(),
                        measured.stream().map(round -> round.quiet.p99()).toList()),
                value(measured, round -> round.storm.seconds()),
                value(measured, round -> round.storm.admitted()),
                value(measured, round -> round.storm.refused()),
                title.equals("ours") ? "< 5×" : ""));
        return table.toString();
    }

    private static String value(List<Round> rounds, ToDoubleFunction<Round> value) {
        return number(median(rounds.stream().mapToDouble(value)));
    }
}
