package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.registry.TestContainer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter as a {@code web.xml} registers it: by the name of its class, with init-params. */
class InitParamsIT {
    /** All with the password {@code myPassword}, as {@code htpasswd} makes them. */
    private static final String USERS = """
            jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
            admin:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
            root:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
            """;

    @TempDir
    private Path folder;

    private String users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = Files.writeString(folder.resolve("users.htpasswd"), USERS).toString();
    }

    @ParameterizedTest
    @EnumSource
    void aContainerMakesTheFilterFromItsInitParams(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, Map.of("users", users, "writers", "root"))) {
            assertThat(status(server, "GET", "jane")).isEqualTo(200);
            assertThat(status(server, "PUT", "jane")).isEqualTo(403);
            assertThat(status(server, "PUT", "admin")).isEqualTo(403);
            assertThat(status(server, "PUT", "root")).isEqualTo(200);
            assertThat(status(server, "GET", "nobody")).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rulesAndGroupsAreInitParamsAsWell(TestContainer.Kind kind) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("access.yml"), "rules: [{groups: [team], paths: [/reports], methods: [GET]}]\n");
        Path groups = Files.writeString(folder.resolve("groups"), "team: jane\n");

        try (TestContainer server =
                start(kind, Map.of("users", users, "rules", rules.toString(), "groups", groups.toString()))) {
            assertThat(status(server, "GET", "jane")).isEqualTo(200);
            assertThat(status(server, "PUT", "jane")).isEqualTo(403);
            assertThat(status(server, "GET", "admin")).isEqualTo(403);
        }
        Map<String, String> wrong =
                Map.of("users", users, "rules", rules.toString(), "groups", "/none", "writers", "x");
        assertThatThrownBy(() -> start(kind, wrong))
                .hasStackTraceContaining("groups: /none: there is no such file")
                .hasStackTraceContaining("writers: does nothing with rules; remove one of them");
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationWithWrongInitParamsDoesNotStartAndSaysAllThatIsWrong(TestContainer.Kind kind) {
        assertThatThrownBy(() -> start(
                        kind, Map.of("writer", "root", "weak-hashes", "yes", "max-bcrypt-cost", "99", "colour", "red")))
                .hasStackTraceContaining("""
                        filter auth:
                        colour: there is no such init-param; there are users, writers, read-methods, rules, \
                        groups, shadow-rules, realm, weak-hashes, max-bcrypt-cost, max-sha-crypt-rounds, credentials-ttl, credentials-max, \
                        hashing-permits, hashing-queue, throttle, throttle-free, throttle-max-delay, throttle-max, \
                        keep-authorization, container-identity
                        writer: there is no such init-param; did you mean writers?
                        weak-hashes: "yes" is neither allow nor refuse
                        max-bcrypt-cost: "99" is not a whole number from 4 to 30
                        users: name the users file; htpasswd -B -c FILE NAME or the WAR's user add makes one""");
    }

    private static TestContainer start(TestContainer.Kind kind, Map<String, String> initParams) throws Exception {
        return TestContainer.start(kind, context -> register(context, initParams));
    }

    private static void register(ServletContext context, Map<String, String> initParams) {
        FilterRegistration.Dynamic filter = context.addFilter("auth", RegistryAuthFilter.class.getName());
        filter.setInitParameters(initParams);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        context.addServlet("servlet", new Answering()).addMapping("/*");
    }

    private static int status(TestContainer server, String method, String user) throws Exception {
        return Answering.status(server, method, user, "myPassword");
    }
}
