package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
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
    public static Front start(Endpoint endpoint, Path folder, Command command, int status) throws IOException {
        URI object = endpoint.uri().resolve(OBJECT);
        Callable<Boolean> ready = endpoint.certificates() == null
                ? () -> Http.answers(object, status)
                : () -> answersSecurely(object, status);
        Daemon daemon = Daemon.start(command, folder.resolve("log"), ready);
        return new Front(endpoint.uri(), daemon);
    }

    private static boolean answersSecurely(URI uri, int status) {
        return Command.of("curl", "--silent", "--insecure", "--output", "/dev/null", "--write-out", "%{http_code}")
                .with(uri.toString())
                .run()
                .output()
                .equals(Integer.toString(status));
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

    /** What its processes hold at the moment. */
    public Resources resources() throws IOException {
        return Resources.of(processes().toList());
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
