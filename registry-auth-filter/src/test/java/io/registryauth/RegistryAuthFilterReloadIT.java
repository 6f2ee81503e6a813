package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.registry.TestContainer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.commons.codec.digest.Md5Crypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter while its users file changes, in real containers. */
class RegistryAuthFilterReloadIT {
    @TempDir
    private Path folder;

    private Path users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = folder.resolve("users.htpasswd");
        writePassword("old");
    }

    private void writePassword(String password) throws IOException {
        Files.writeString(users, "jane:" + Md5Crypt.apr1Crypt(password) + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeIsInEffectWithoutARestartAndAFailureIsAWarning(TestContainer.Kind kind) throws Exception {
        RegistryAuthFilter filter = RegistryAuthFilter.builder().htpasswd(users).build();
        try (TestContainer server = TestContainer.start(kind, new Answering(), filter)) {
            assertThat(status(server, "old")).isEqualTo(200);
            writePassword("new");
            await().until(() -> status(server, "new") == 200);
            assertThat(status(server, "old")).isEqualTo(401);
            assertThat(filter.warnings()).isEmpty();

            Files.writeString(users, "");
            await().until(() -> !filter.warnings().isEmpty());
            assertThat(filter.warnings())
                    .singleElement()
                    .asString()
                    .matches("the users file cannot be used since \\S+Z; the one before stays in effect, see the log");
            assertThat(status(server, "new")).isEqualTo(200);

            writePassword("newest");
            await().until(() -> filter.warnings().isEmpty());
            assertThat(status(server, "newest")).isEqualTo(200);
        }
        assertThat(reloadThreads()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFilterOfAWebXmlFollowsChangesAndLeavesNoThreadBehind(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = TestContainer.start(kind, context -> {
            FilterRegistration.Dynamic filter = context.addFilter("auth", RegistryAuthFilter.class.getName());
            filter.setInitParameter("users", users.toString());
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
            context.addServlet("servlet", new Answering()).addMapping("/*");
        })) {
            assertThat(reloadThreads()).isOne();
            writePassword("new");
            await().until(() -> status(server, "new") == 200);
        }
        assertThat(reloadThreads()).isZero();
    }

    @Test
    void buildingStartsNothing() throws Exception {
        RegistryAuthFilter filter = RegistryAuthFilter.builder().htpasswd(users).build();

        assertThat(reloadThreads()).isZero();
        filter.destroy();
        assertThat(filter.warnings()).isEmpty();
        assertThat(new RegistryAuthFilter().warnings()).isEmpty();
        new RegistryAuthFilter().destroy();
    }

    private static long reloadThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("registry-auth-reload"))
                .count();
    }

    private static int status(TestContainer server, String password) throws Exception {
        return Answering.status(server, "GET", "jane", password);
    }
}
