package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs.
 *
 * @param uri where it listens
 * @param daemon its process; null where nothing was started, as for the upstream without a proxy
 */
public record Front(URI uri, @Nullable Daemon daemon) implements AutoCloseable {
    /** A path that a registry has, and that the static upstream answers with 1 KiB. */
    public static final String OBJECT = "/v2/team/app/blobs/sha256:" + "0123456789abcdef".repeat(4);

    /** Starts a program and waits until it answers a request for the object with a status. */
    static Front start(Endpoint endpoint, Path folder, Command command, int status) throws IOException {
        URI object = endpoint.uri().resolve(OBJECT);
        Daemon daemon = Daemon.start(command, folder.resolve("log"), () -> Http.answers(object, status));
        return new Front(endpoint.uri(), daemon);
    }

    /** What its processes have spent so far. */
    public Duration cpuTime() {
        return cpuTime(processes());
    }

    static Duration cpuTime(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The most memory that its processes have had resident, added up; what they share counts for each. */
    public long peakKibibytes() throws IOException {
        long sum = 0;
        for (ProcessHandle process : processes().toList()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    sum += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return sum;
    }

    private Stream<ProcessHandle> processes() {
        return daemon == null
                ? Stream.empty()
                : Stream.concat(Stream.of(daemon.handle()), daemon.handle().descendants());
    }

    @Override
    public void close() {
        if (daemon != null) {
            daemon.close();
        }
    }
}
