package io.registryauth.examples.benchmark.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.AccessRules;
import io.registryauth.rules.Groups;
import io.registryauth.rules.RulesParser;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Decision;
import java.time.Instant;
import java.util.List;
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

/**
 * A decision by access rules alone, half of them refusals with their sentence. There are rules of each kind: for users,
 * groups and globs of them, for repositories, trees of them and globs of them, and rules that deny.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH sets up
public class RulesBenchmark {
    private static final int DISTINCT = 1024;
    private static final Instant NOW = Instant.EPOCH;

    /** Rules of each kind for one team after the other. */
    private static final String TEAM = """
              - {groups: [team%1$d], repositories: [team%1$d/**], allow: [pull, push]}
              - {users: [lead%1$d], repositories: [team%1$d/**, "*-%1$d/**"], allow: [pull, push, delete]}
              - {users: ["ci%1$d-*"], repositories: ["team%1$d/*/build"], allow: [push], until: 2100-01-01}
              - {users: ["*"], repositories: ["home/${user}/%1$d/**"], allow: [pull, push]}
              - {users: ["*"], repositories: [team%1$d/secret/**], deny: [pull, push], except: [lead%1$d]}
            """;

    private static final int RULES_OF_A_TEAM = 5;

    @Param({"10", "20000"})
    public int rules;

    private AccessRules access;
    private String[] users;
    private AccessRequest[] requests;
    private int next;

    @Setup
    public void setUp() throws InvalidFileException {
        int teams = rules / RULES_OF_A_TEAM;
        StringBuilder groups = new StringBuilder("groups:\n");
        StringBuilder list = new StringBuilder("rules:\n");
        for (int team = 0; team < teams; team++) {
            groups.append("  team%1$d: [lead%1$d, member%1$d]\n".formatted(team));
            list.append(TEAM.formatted(team));
        }
        access = AccessRules.compile(
                RulesParser.parse("access.yml", groups.append(list).toString().getBytes(UTF_8)), Groups.NONE);
        users = new String[DISTINCT];
        requests = new AccessRequest[DISTINCT];
        for (int i = 0; i < DISTINCT; i++) {
            int team = (int) ((long) i * teams / DISTINCT);
            users[i] = "member" + team;
            boolean allowed = i % 2 == 0;
            requests[i] = pull("team" + team + (allowed ? "/app" : "/secret/app"));
            if (access.decide(users[i], requests[i], NOW).isAllowed() != allowed) {
                throw new IllegalStateException("not what the rules say: " + requests[i]);
            }
        }
    }

    private static AccessRequest pull(String repository) {
        return new AccessRequest(
                "GET", "/v2/" + repository + "/manifests/1", List.of(new Access(repository, Action.PULL)));
    }

    @Benchmark
    public Decision decide() {
        next = next + 1 == DISTINCT ? 0 : next + 1;
        return access.decide(users[next], requests[next], NOW);
    }
}
