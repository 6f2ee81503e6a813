package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.registry.TestContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter while its rules and groups change, in real containers. */
class RulesReloadIT {
    private static final String PASSWORD = "myPassword";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("users.htpasswd", "jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n");
        write("groups", "team: jane\n");
        write("access.yml", rule("team", "[GET, PUT]"));
    }

    @ParameterizedTest
    @EnumSource
    void rulesAndGroupsAreFollowedAndTheLastThatFitTogetherStay(TestContainer.Kind kind) throws Exception {
        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                .htpasswd(folder.resolve("users.htpasswd"))
                .groups(folder.resolve("groups"))
                .rules(folder.resolve("access.yml"))
                .build();
        try (TestContainer server = TestContainer.start(kind, new Answering(), filter)) {
            assertThat(status(server, "PUT")).isEqualTo(200);

            write("access.yml", rule("team", "[GET]"));
            await().until(() -> status(server, "PUT") == 403);

            write("access.yml", rule("team", "GET, PUT"));
            await().until(() -> !filter.warnings().isEmpty());
            assertThat(status(server, "GET")).isEqualTo(200);
            assertThat(status(server, "PUT")).isEqualTo(403);

            write("access.yml", rule("crew", "[GET, PUT]"));
            await().until(() -> filter.warnings().stream().anyMatch(text -> text.startsWith("the rules file")));
            assertThat(status(server, "PUT")).isEqualTo(403);

            write("groups", "crew: jane\n");
            await().until(() -> status(server, "PUT") == 200);
            await().until(() -> filter.warnings().isEmpty());

            write("groups", "crew: joe\n");
            await().until(() -> status(server, "GET") == 403);
        }
    }

    private static String rule(String group, String methods) {
        return "rules: [{groups: [%s], paths: [/**], methods: %s}]\n".formatted(group, methods);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static int status(TestContainer server, String method) throws Exception {
        return Answering.status(server, method, "jane", PASSWORD);
    }
}
