package io.registryauth.examples.benchmark.filter;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Users;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The whole filter for a request with known credentials: what each layer of each pull costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH sets up
public class WarmDecisionBenchmark {
    private static final int DISTINCT = 1024;

    @Param({"2", "1000000"})
    public int users;

    private final HttpServletResponse response = StubResponse.create();
    private RegistryAuthFilter filter;
    private StubRequest[] requests;
    private int next;

    @Setup
    public void setUp() throws IOException, ServletException {
        Path file = Files.createTempFile("users", ".htpasswd");
        try {
            Users.many(file, Hash.BCRYPT_5, users);
            filter = RegistryAuthFilter.builder()
                    .htpasswd(file)
                    .credentialsMax(10_000)
                    .build();
        } finally {
            Files.delete(file);
        }
        int distinct = Math.min(users, DISTINCT);
        requests = new StubRequest[distinct];
        for (int i = 0; i < distinct; i++) {
            int index = (int) ((long) i * users / distinct);
            String user = index == users / 2 ? Users.MIDDLE : Users.name(index);
            requests[i] = new StubRequest(Front.OBJECT, Users.authorization(user));
            int[] passed = {0};
            filter.doFilter(requests[i], response, (request, answer) -> passed[0]++);
            if (passed[0] != 1) {
                throw new IllegalStateException(user + " may not pull");
            }
        }
    }

    @Benchmark
    public void decide(Blackhole blackhole) throws IOException, ServletException {
        next = next + 1 == requests.length ? 0 : next + 1;
        filter.doFilter(requests[next], response, (request, answer) -> blackhole.consume(request));
    }
}
