package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The users file, changed under the running proxy in every way of running. */
class UsersFileIT {
    private static final User RENEWED = READER.withPassword("a new password");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aChangeTakesEffectAndAFileThatCannotBeUsedDoesNot(Way way) throws Exception {
        Path users = User.writeFile(folder.resolve("users"), READER);
        try (TestUpstream upstream = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
                RunningProxy proxy = way.start(folder, upstream.uri(), users, Map.of())) {
            URI uri = proxy.endpoint().uri();
            assertThat(login(uri, READER)).isEqualTo(200);

            Command.of("htpasswd", "-bB", users.toString(), RENEWED.name(), RENEWED.password())
                    .run()
                    .succeeded();
            await().until(() -> login(uri, RENEWED) == 200);
            assertThat(login(uri, READER)).isEqualTo(401);

            String good = Files.readString(users);
            Files.writeString(users, good.substring(0, good.length() - 10));
            await().until(() -> health(uri).body().contains("the users file cannot be used"));
            assertThat(health(uri).statusCode()).isEqualTo(200);
            assertThat(health(uri).body()).doesNotContain(READER.name(), folder.toString());
            assertThat(login(uri, RENEWED)).isEqualTo(200);

            Files.writeString(users, good);
            await().until(() -> health(uri).body().equals("{\"status\":\"ok\"}"));
            Files.writeString(users, "# nobody\n");
            await().until(() -> login(uri, RENEWED) == 401);
        }
    }

    private static int login(URI uri, User user) {
        return Http.send(HttpRequest.newBuilder(uri.resolve("/v2/"))
                        .header("Authorization", user.authorization())
                        .build())
                .statusCode();
    }

    private static HttpResponse<String> health(URI uri) {
        return Http.send(HttpRequest.newBuilder(uri.resolve("/health")).build());
    }
}
