package io.registryauth.examples.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.User;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "registry-auth.rules=access.yml")
class ApplicationIT {
    private static final User JANE = new User("janedoe", "reader's pass:word");
    private static final User EDITOR = new User("editor", "editor's pass:word");

    @Value("http://127.0.0.1:${local.server.port}/greeting")
    private URI greeting;

    @Test
    void whoDoesNotLogInIsRefusedBySpringSecurity() {
        HttpResponse<String> refused = Http.send(JANE.withPassword("wrong"), "GET", greeting, "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=\"Realm\"");
    }

    @Test
    void whoIsLoggedInThereMayDoWhatTheRulesSay() {
        assertThat(Http.send(EDITOR, "PUT", greeting, "Good morning").statusCode())
                .isEqualTo(204);
        assertThat(Http.send(JANE, "GET", greeting, "").body()).isEqualTo("Good morning, janedoe\n");

        HttpResponse<String> refused = Http.send(JANE, "PUT", greeting, "Bye");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("janedoe may not PUT /greeting; no rule allows it");
        assertThat(Http.send(EDITOR, "GET", greeting.resolve("/elsewhere"), "").statusCode())
                .isEqualTo(403);
    }
}
