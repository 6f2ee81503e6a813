package io.registryauth.examples.benchmark;

import io.registryauth.RegistryAuthFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
public class WarmDecisionBenchmark {
    private static final String PATH = "/v2/team/app/blobs/sha256:" + "0123456789abcdef".repeat(4);
    private static final int DISTINCT = 1024;

    @Param({"2", "1000000"})
    public int users;

    private RegistryAuthFilter filter;
    private HttpServletResponse response;
    private StubRequest[] requests;
    private int next;

    @Setup
    public void setUp() throws IOException, ServletException {
        Path file = Files.createTempFile("users", ".htpasswd");
        String hash = org.mindrot.jbcrypt.BCrypt.hashpw("secret", org.mindrot.jbcrypt.BCrypt.gensalt(4));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < users; i++) {
                out.write("user" + i + ":" + hash + "\n");
            }
        }
        filter = RegistryAuthFilter.builder().htpasswd(file).credentialsMax(10_000).build();
        Files.delete(file);
        response = new HttpServletResponseWrapper((HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null));
        int distinct = Math.min(users, DISTINCT);
        requests = new StubRequest[distinct];
        for (int i = 0; i < distinct; i++) {
            String user = "user" + (long) i * users / distinct;
            String token = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
            requests[i] = new StubRequest(PATH, "Basic " + token);
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
