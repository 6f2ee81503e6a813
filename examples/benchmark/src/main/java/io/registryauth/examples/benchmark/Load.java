package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.Contenders.Contender;
import io.registryauth.examples.benchmark.peer.RegistryUpstream;
import io.registryauth.proxy.e2e.Command;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk measured with one thread: each connection sends its next request when the last was answered.
 *
 * @param p50 the median latency, in milliseconds
 * @param p99 the latency that one request in a hundred exceeds
 */
record Load(double perSecond, double p50, double p99) {
    private static final Map<String, Double> MILLIS = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0, "m", 60_000.0);

    /**
     * Runs wrk.
     *
     * @throws IllegalStateException when a request failed, or was answered with another status than 2xx or 3xx
     */
    static Load run(Contender contender, Requests requests, int seconds) {
        String output = Command.of("wrk", "-t1", "--timeout", "30s", "--latency")
                .with("-c" + requests.connections(), "-d" + seconds + "s")
                .with("-H", "Authorization: " + requests.authorization().apply(contender.peer()))
                .with("-H", "Accept: " + RegistryUpstream.TYPE)
                .with(contender.front().uri().resolve(requests.path()).toString())
                .run()
                .succeeded();
        return parse(output);
    }

    static Load parse(String output) {
        if (output.contains("Non-2xx") || output.contains("Socket errors")) {
            throw new IllegalStateException("requests failed:\n" + output);
        }
        return new Load(
                Double.parseDouble(find(output, "Requests/sec: +([0-9.]+)").group(1)),
                latency(output, "50"),
                latency(output, "99"));
    }

    private static double latency(String output, String percent) {
        Matcher found = find(output, percent + "% +([0-9.]+)([a-z]+)");
        return Double.parseDouble(found.group(1)) * MILLIS.getOrDefault(found.group(2), Double.NaN);
    }

    private static Matcher find(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk printed no " + pattern + ":\n" + output);
        }
        return matcher;
    }
}
