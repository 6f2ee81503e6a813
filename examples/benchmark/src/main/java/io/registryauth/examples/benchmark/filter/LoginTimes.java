package io.registryauth.examples.benchmark.filter;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.examples.benchmark.peer.Users;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How long the whole filter takes to refuse known and unknown users, with nothing remembered and nothing slowed down. */
public final class LoginTimes {
    private static final String PATH = "/v2/team/app/manifests/1";
    private static final int MIN_WARM_UP = 20;
    /** bcrypt takes 72 bytes, and everything verifies no more than 1,024 characters. */
    private static final Map<String, String> PASSWORDS = new LinkedHashMap<>();

    static {
        PASSWORDS.put("wrong", "wrong horse battery!!");
        PASSWORDS.put("of 100 characters", "x".repeat(100));
        PASSWORDS.put("of 2,000 characters", "x".repeat(2000));
        PASSWORDS.put("right, NUL, right again", Users.PASSWORD + '\0' + Users.PASSWORD);
    }

    private final RegistryAuthFilter filter;
    private final HttpServletResponse response = StubResponse.create();

    private LoginTimes(RegistryAuthFilter filter) {
        this.filter = filter;
    }

    /**
     * How long it took to refuse a password.
     *
     * @param known for users of the file
     * @param unknown for names that are not in it
     */
    public record Pair(String password, Times known, Times unknown) {}

    private record Attempt(String password, boolean known, int index) {
        String authorization(int users) {
            String user = known ? Users.name(index % users) : "stranger" + index;
            return Users.authorization(user, PASSWORDS.getOrDefault(password, ""));
        }
    }

    /**
     * Measures.
     *
     * @param file with so many users
     * @param logins how many of each kind
     */
    public static List<Pair> of(Path file, int users, int logins) throws IOException, ServletException {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .htpasswd(file)
                .credentialsTtl(Duration.ZERO)
                .throttle(false)
                .build();
        LoginTimes times = new LoginTimes(filter);
        times.measure(users, Math.max(MIN_WARM_UP, logins / 10));
        return times.measure(users, logins);
    }

    /** The kinds are mixed, so that whatever else changes with time meets all of them. */
    private List<Pair> measure(int users, int logins) throws IOException, ServletException {
        List<Attempt> attempts = new ArrayList<>();
        Map<String, double[]> known = new LinkedHashMap<>();
        Map<String, double[]> unknown = new LinkedHashMap<>();
        for (String password : PASSWORDS.keySet()) {
            known.put(password, new double[logins]);
            unknown.put(password, new double[logins]);
            for (int i = 0; i < logins; i++) {
                attempts.add(new Attempt(password, true, i));
                attempts.add(new Attempt(password, false, i));
            }
        }
        Collections.shuffle(attempts, new Random(1));
        for (Attempt attempt : attempts) {
            Map<String, double[]> times = attempt.known ? known : unknown;
            times.getOrDefault(attempt.password, new double[0])[attempt.index] =
                    millisToRefuse(attempt.authorization(users));
        }
        return PASSWORDS.keySet().stream()
                .map(password -> new Pair(password, times(known, password), times(unknown, password)))
                .toList();
    }

    private double millisToRefuse(String authorization) throws IOException, ServletException {
        StubRequest request = new StubRequest(PATH, authorization);
        long begin = System.nanoTime();
        filter.doFilter(request, response, (passed, answer) -> {
            throw new IllegalStateException("a wrong password is let through");
        });
        return (System.nanoTime() - begin) / 1e6;
    }

    private static Times times(Map<String, double[]> times, String password) {
        return new Times(times.getOrDefault(password, new double[0]));
    }
}
