package io.registryauth.examples.benchmark;

import io.registryauth.proxy.e2e.Command;
import java.util.List;

/** What everything runs on. */
final class Machine {
    private static final List<List<String>> PROGRAMS = List.of(
            List.of("nginx", "nginx", "-v"),
            List.of("httpd", "apache2", "-v"),
            List.of("haproxy", "haproxy", "-v"),
            List.of("caddy", "caddy", "version"));

    private Machine() {}

    /** The machine, the versions of the peers, and how it was measured. */
    static String describe(Options options) {
        StringBuilder text =
                new StringBuilder("%d processors, Java %s; %d rounds of %d s, JVMs warmed up for %d s and more.\n"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version(),
                                options.rounds(),
                                options.seconds(),
                                options.warmUp()));
        for (List<String> program : PROGRAMS) {
            if (options.peers().contains(program.get(0))) {
                String output = Command.of(program.get(1), program.get(2)).run().succeeded();
                text.append("- ")
                        .append(program.get(1))
                        .append(": ")
                        .append(output.lines().findFirst().orElse(""))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
