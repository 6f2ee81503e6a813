package io.registryauth.examples.benchmark.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes hold, added up; memory that they share counts for each.
 *
 * @param resident memory in KiB
 * @param peak the most that it ever was
 */
public record Resources(long resident, long peak, long threads) {

    static Resources of(List<ProcessHandle> processes) throws IOException {
        Resources sum = new Resources(0, 0, 0);
        for (ProcessHandle process : processes) {
            sum = sum.plus(parse(Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))));
        }
        return sum;
    }

    /** Reads what the kernel tells of a process. */
    static Resources parse(List<String> status) {
        return new Resources(number(status, "VmRSS:"), number(status, "VmHWM:"), number(status, "Threads:"));
    }

    private Resources plus(Resources other) {
        return new Resources(resident + other.resident, peak + other.peak, threads + other.threads);
    }

    private static long number(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
