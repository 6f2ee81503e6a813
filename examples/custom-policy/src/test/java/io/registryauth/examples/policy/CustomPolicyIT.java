package io.registryauth.examples.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.RealRegistry;
import io.registryauth.proxy.e2e.Skopeo;
import io.registryauth.proxy.e2e.TestImage;
import io.registryauth.proxy.e2e.TestImage.Layer;
import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs run.sh as a newcomer does, in front of a real registry. */
class CustomPolicyIT {
    private static final User JANE = new User("jane", "jane's pass:word");
    private static final User LIBRARY = new User("library", "library's pass:word");

    private final Endpoint endpoint = new Endpoint(Daemon.freePort(), null);

    @TempDir
    private Path folder;

    @Test
    void usersPushToTheirOwnNamespaceAndPullFromTheLibraryAndTheAuditLogKnows() throws Exception {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), JANE, LIBRARY);
        Path audit = folder.resolve("audit.log");
        TestImage image = TestImage.create(folder, new Layer(1, 64));

        try (RealRegistry registry = RealRegistry.start(folder);
                Daemon proxy = start(users, registry, audit)) {
            Skopeo library = client(LIBRARY);
            Skopeo jane = client(JANE);

            library.push(image, "library/base:1").succeeded();
            jane.pull(image, "library/base:1").succeeded();
            jane.push(image, "jane/app:1").succeeded();
            assertThat(jane.push(image, "library/base:2").failed())
                    .contains("jane may pull from library/ and do everything in jane/, and nothing else");
            assertThat(library.pull(image, "jane/app:1").failed())
                    .contains("library may pull from library/ and do everything in library/, and nothing else");

            await().untilAsserted(() -> assertThat(Files.readString(audit))
                    .contains(
                            "allowed user=\"jane\" client=\"127.0.0.1\" method=\"PUT\" path=\"/v2/jane/app/manifests/1\"")
                    .containsPattern("refused user=\"jane\" .* path=\"/v2/library/base/.*\" status=\"403\"")
                    .containsPattern("refused user=\"library\" .* path=\"/v2/jane/app/.*\" status=\"403\"")
                    .doesNotContain(JANE.password()));
            assertThat(proxy.output()).doesNotContain(JANE.password(), LIBRARY.password());
        }
    }

    @Test
    void theRegistryBuildsItsUrlsFromWhatTheServerSawAndServesNothingBesideItsApi() throws Exception {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), JANE);
        try (RealRegistry registry = RealRegistry.start(folder);
                Daemon proxy = start(users, registry, folder.resolve("audit.log"))) {
            HttpResponse<Void> upload =
                    send(HttpRequest.newBuilder(endpoint.uri().resolve("/v2/jane/app/blobs/uploads/"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .header("Forwarded", "host=evil.example;proto=https")
                            .header("X-Forwarded-Host", "evil.example")
                            .header("X-Forwarded-Proto", "https"));
            assertThat(upload.statusCode()).isEqualTo(202);
            assertThat(upload.headers().firstValue("Location").orElseThrow())
                    .startsWith(endpoint.uri() + "/v2/jane/app/blobs/uploads/");
            assertThat(send(HttpRequest.newBuilder(endpoint.uri().resolve("/debug/vars")))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(proxy.output()).doesNotContain(JANE.password());
        }
    }

    private static HttpResponse<Void> send(HttpRequest.Builder request) throws Exception {
        String credentials = JANE.name() + ":" + JANE.password();
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        request.header("Authorization", "Basic " + basic).build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    private Daemon start(Path users, RealRegistry registry, Path audit) throws IOException {
        Command run = Command.script("run.sh", endpoint.port(), users, registry.uri())
                .withEnvironment("JAVA_TOOL_OPTIONS", "-Daudit.log=" + audit);
        return Daemon.start(
                run,
                folder.resolve("proxy.log"),
                () -> Http.answers(endpoint.uri().resolve("/v2/"), 401));
    }

    private Skopeo client(User user) throws IOException {
        Skopeo client = new Skopeo(endpoint, Files.createDirectory(folder.resolve(user.name())));
        client.login(user).succeeded();
        return client;
    }
}
