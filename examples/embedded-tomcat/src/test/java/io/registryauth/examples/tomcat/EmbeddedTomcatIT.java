package io.registryauth.examples.tomcat;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.User;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs run.sh as a newcomer does. */
class EmbeddedTomcatIT {

    @Test
    void usersAreGreetedAndWritersChooseTheWords(@TempDir Path folder) throws Exception {
        int port = Daemon.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER, READER);
        Command run = Command.script("run.sh", port, users);

        try (Daemon application = Daemon.start(run, folder.resolve("log"), () -> Http.answers(uri, 401))) {
            assertThat(Http.send(READER.withPassword("wrong"), "GET", uri, "").statusCode())
                    .isEqualTo(401);
            assertThat(Http.send(READER, "GET", uri, "").body()).isEqualTo("Hello, janedoe\n");

            HttpResponse<String> refused = Http.send(READER, "PUT", uri, "Bye");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("janedoe may read but not write");

            assertThat(Http.send(WRITER, "PUT", uri, "Good morning").statusCode())
                    .isEqualTo(204);
            assertThat(Http.send(READER, "GET", uri, "").body()).isEqualTo("Good morning, janedoe\n");
            assertThat(application.output()).doesNotContain(WRITER.password(), READER.password());
        }
    }
}
