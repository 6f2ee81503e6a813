package io.registryauth.examples.policy;

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
import java.nio.file.Files;
import java.nio.file.Path;
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
