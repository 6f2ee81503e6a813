package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.filter.LoginTimes;
import io.registryauth.examples.benchmark.filter.LoginTimes.Pair;
import io.registryauth.examples.benchmark.filter.Times;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Users;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether the time of a refusal tells if a user exists. */
final class LoginsSection implements Section {
    private static final int USERS = 40;
    /** Of four users, two have the first. */
    private static final List<Hash> MIXED = List.of(Hash.BCRYPT_5, Hash.BCRYPT_7, Hash.BCRYPT_5, Hash.SHA512);

    @Override
    public String measure(Bench bench) throws Exception {
        int logins = bench.options().logins();
        Table table = new Table(
                "users file, password",
                "known user, ms: median (quartiles)",
                "unknown user",
                "AUC",
                "Kolmogorov–Smirnov");
        Bench.progress("timing logins");
        add(table, "bcrypt 5", LoginTimes.of(file(bench, List.of(Hash.BCRYPT_5)), USERS, logins));
        add(table, "mixed", LoginTimes.of(file(bench, MIXED), USERS, logins));
        return """
                ## Refusals

                %s
                %d logins of each kind, in random order. Where the two are alike, AUC lies within %.3f of 0.5 and
                Kolmogorov–Smirnov below %.3f in 95 of 100 runs.
                """.formatted(table, logins, 1.96 / Math.sqrt(6.0 * logins), 1.358 * Math.sqrt(2.0 / logins));
    }

    private static Path file(Bench bench, List<Hash> hashes) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < USERS; i++) {
            String hash = hashes.get(i % hashes.size()).of(Users.PASSWORD);
            lines.append(Users.name(i)).append(':').append(hash).append('\n');
        }
        return Files.writeString(bench.newFolder().resolve("users"), lines);
    }

    private static void add(Table table, String file, List<Pair> pairs) {
        for (Pair pair : pairs) {
            table.row(
                    file + ", " + pair.password(),
                    quartiles(pair.known()),
                    quartiles(pair.unknown()),
                    number(pair.unknown().areaUnderCurve(pair.known())),
                    number(pair.unknown().distance(pair.known())));
        }
    }

    private static String quartiles(Times times) {
        return "%s (%s–%s)"
                .formatted(number(times.quantile(0.5)), number(times.quantile(0.25)), number(times.quantile(0.75)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
