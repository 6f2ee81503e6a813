package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real registry behind the proxy with access rules, and requests of people whom they are for. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RulesTestBase {
    static final TestRepository TEAM = new TestRepository("team/app", "the team's");
    static final TestRepository INBOX = new TestRepository("inbox/app", "sent in");
    static final TestRepository SECRET = new TestRepository("team/secret/keys", "secret");
    static final TestRepository PUBLIC = new TestRepository("public/app", "for anybody");

    /** What comes to the registry. */
    final SentRequests passed = new SentRequests();

    Path folder;
    TeamRules rules;

    @AutoClose
    private RealRegistry registry;

    /** Before the registry. */
    @AutoClose
    private Relay relay;

    @AutoClose
    private RunningProxy proxy;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        rules = TeamRules.in(folder);
        registry = RealRegistry.start(folder);
        for (TestRepository repository : List.of(TEAM, INBOX, SECRET, PUBLIC)) {
            repository.push(registry.uri(), "1");
        }
        relay = new Relay(registry.uri().getPort(), passed);
        proxy = JavaJar.start(folder, List.of(), relay.uri(), rules.users(), rules.settings());
    }

    static void assertThatDenied(HttpResponse<String> answer, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"DENIED\",\"message\":\"" + message + "\"");
    }

    final HttpResponse<String> send(String method, String target, @Nullable User user) {
        return Http.send(
                request(target, user).method(method, BodyPublishers.noBody()).build());
    }

    final HttpRequest.Builder request(String target, @Nullable User user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        proxy.endpoint().uri().resolve(target))
                .header("Accept", TestRepository.MANIFEST_TYPE);
        if (user != null) {
            request.header("Authorization", user.authorization());
        }
        return request;
    }
}
