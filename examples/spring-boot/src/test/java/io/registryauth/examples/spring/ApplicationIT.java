package io.registryauth.examples.spring;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"registry-auth.writers=admin,lead-*", "registry-auth.realm=Words"})
class ApplicationIT {
    private static final User LEAD = new User("lead-anna", "lead's pass:word");

    @TempDir
    static Path folder;

    @Value("http://127.0.0.1:${local.server.port}/")
    private URI uri;

    @DynamicPropertySource
    static void users(DynamicPropertyRegistry registry) throws IOException {
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER, READER, LEAD);
        registry.add("registry-auth.users", () -> users);
    }

    @Test
    void strangersAreRefusedInTheRealmOfTheSettings() {
        HttpResponse<String> refused = Http.send(READER.withPassword("wrong"), "GET", uri, "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("realm=\"Words\"");
    }

    @Test
    void usersAreGreetedByTheNameOfTheirPrincipalAndTheWritersOfTheSettingsChooseTheWords() {
        assertThat(Http.send(LEAD, "PUT", uri, "Good morning").statusCode()).isEqualTo(204);
        assertThat(Http.send(READER, "GET", uri, "").body()).isEqualTo("Good morning, janedoe\n");

        HttpResponse<String> refused = Http.send(READER, "PUT", uri, "Bye");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("janedoe may read but not write");
    }

    @Test
    void theStartEndsWithEveryProblemOfTheSettings() {
        SpringApplication application = new SpringApplication(Application.class);

        assertThatThrownBy(() -> application.run(
                        "--server.port=0", "--registry-auth.users=no-such-file", "--registry-auth.credentials-ttl=-1s"))
                .rootCause()
                .hasMessageContainingAll("no-such-file", "credentials-ttl");
    }
}
