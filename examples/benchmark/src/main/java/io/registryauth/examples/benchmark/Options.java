package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Peers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is measured, and for how long; run.sh explains each.
 *
 * @param war the proxy as it is packed
 * @param rounds how often each is measured, in turn with the others
 * @param seconds how long each time
 * @param warmUp for how many seconds a JVM runs before that, several times while it becomes faster
 * @param only the names of the sections
 * @param peers the names of the peers, ours among them
 * @param users the sizes of the large users files
 * @param connections over how many connections small answers are asked for
 * @param transfers how many blobs move at once
 * @param blob the size of one, in MB
 * @param idle how many connections are kept open
 * @param slow how many clients read slowly
 * @param storm how many credentials log in at once
 * @param logins how many logins of each kind are timed
 */
record Options(
        Path war,
        int rounds,
        int seconds,
        int warmUp,
        List<String> only,
        List<String> peers,
        List<Integer> users,
        List<Integer> connections,
        List<Integer> transfers,
        int blob,
        int idle,
        int slow,
        int storm,
        int logins) {
    private static final long MEGABYTE = 1_000_000;

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("--war", "registry-proxy-webapp/target/registry-proxy-webapp.war"),
            Map.entry("--rounds", "5"),
            Map.entry("--seconds", "5"),
            Map.entry("--warm-up", "10"),
            Map.entry("--only", String.join(",", Section.NAMES)),
            Map.entry("--peers", String.join(",", Peers.NAMES)),
            Map.entry("--users", "100000,1000000"),
            Map.entry("--connections", "1,16,256"),
            Map.entry("--transfers", "1,8,64"),
            Map.entry("--blob", "300"),
            Map.entry("--idle", "10000"),
            Map.entry("--slow", "1000"),
            Map.entry("--storm", "500"),
            Map.entry("--logins", "1000"));

    /** The size of a blob. */
    long blobBytes() {
        return blob * MEGABYTE;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static Options parse(String... words) {
        Map<String, String> given = new TreeMap<>(DEFAULTS);
        for (int i = 0; i < words.length; i += 2) {
            if (!DEFAULTS.containsKey(words[i])) {
                throw new IllegalArgumentException("unknown option " + words[i]);
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value");
            }
            given.put(words[i], words[i + 1]);
        }
        return new Options(
                Path.of(text(given, "--war")).toAbsolutePath(),
                number("--rounds", text(given, "--rounds")),
                number("--seconds", text(given, "--seconds")),
                number("--warm-up", text(given, "--warm-up")),
                names("--only", text(given, "--only"), Section.NAMES),
                names("--peers", text(given, "--peers"), Peers.NAMES),
                numbers("--users", text(given, "--users")),
                numbers("--connections", text(given, "--connections")),
                numbers("--transfers", text(given, "--transfers")),
                number("--blob", text(given, "--blob")),
                number("--idle", text(given, "--idle")),
                number("--slow", text(given, "--slow")),
                number("--storm", text(given, "--storm")),
                number("--logins", text(given, "--logins")));
    }

    private static String text(Map<String, String> given, String option) {
        return given.getOrDefault(option, "");
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(option + " " + text + ": not a number from 1 to 9999999");
        }
        return Integer.parseInt(text);
    }

    private static List<Integer> numbers(String option, String text) {
        return list(text).map(number -> number(option, number)).toList();
    }

    private static List<String> names(String option, String text, List<String> known) {
        for (String name : list(text).toList()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(option + " " + name + ": not one of " + String.join(", ", known));
            }
        }
        return list(text).toList();
    }

    private static Stream<String> list(String text) {
        return Stream.of(text.split(",", -1));
    }
}
