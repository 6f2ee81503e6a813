package io.registryauth.examples.ldap;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Http;
import io.registryauth.proxy.e2e.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts as a newcomer does. */
class CustomAuthenticatorIT {
    private final int port = Daemon.freePort();
    private final URI uri = URI.create("http://127.0.0.1:" + port + "/");

    @TempDir
    private Path folder;

    @Test
    void theUsersOfTheDirectoryAreGreeted() throws Exception {
        int ldapPort = Daemon.freePort();
        Path log = folder.resolve("directory.log");
        try (Daemon directory = Daemon.start(Command.script("directory.sh", ldapPort), log, () -> Files.readString(log)
                        .contains("Listening"));
                Daemon application = start(ldapPort)) {
            assertThat(get(READER).body()).isEqualTo("Hello, janedoe\n");
            assertThat(get(WRITER).body()).isEqualTo("Hello, admin\n");
            assertThat(get(READER.withPassword("wrong")).statusCode()).isEqualTo(401);
            assertThat(Http.send(READER, "PUT", uri, "").statusCode()).isEqualTo(403);
            assertThat(directory.output() + application.output())
                    .doesNotContain(READER.password(), WRITER.password(), "searches for users");
        }
    }

    @Test
    void manyRequestsCostOneBindAndGuessesAreThrottledBeforeTheyReachTheDirectory() throws Exception {
        try (TestDirectory directory = TestDirectory.start();
                Daemon application = start(directory.port())) {
            for (int i = 0; i < 10; i++) {
                assertThat(get(READER).statusCode()).isEqualTo(200);
            }
            assertThat(directory.binds()).containsExactly(TestDirectory.dn("janedoe"));

            int status = 401;
            int binds = 0;
            for (int guess = 1; guess <= 20 && status == 401; guess++) {
                binds = directory.binds().size();
                status = get(WRITER.withPassword("guess " + guess)).statusCode();
            }
            assertThat(status).isEqualTo(429);
            assertThat(directory.binds()).hasSize(binds).hasSizeGreaterThanOrEqualTo(6);
            assertThat(application.output()).doesNotContain("guess");
        }
    }

    @Test
    void whileTheDirectoryIsAwayWhoWasInStaysInAndOthersAreAskedToTryAgain() throws Exception {
        try (TestDirectory directory = TestDirectory.start();
                Daemon application = start(directory.port())) {
            assertThat(get(READER).statusCode()).isEqualTo(200);

            directory.stop();
            assertThat(get(READER).statusCode()).isEqualTo(200);
            assertThat(get(WRITER).statusCode()).isEqualTo(503);

            directory.startAgain();
            assertThat(get(WRITER).statusCode()).isEqualTo(200);
            assertThat(application.output()).contains("cannot-judge").doesNotContain(WRITER.password());
        }
    }

    private HttpResponse<String> get(User user) {
        return Http.send(user, "GET", uri, "");
    }

    private Daemon start(int ldapPort) throws IOException {
        String text = Files.readString(Path.of("ldap.properties"));
        Path properties = Files.writeString(folder.resolve("ldap.properties"), text.replace(":1389", ":" + ldapPort));
        return Daemon.start(
                Command.script("run.sh", port, properties),
                folder.resolve("application.log"),
                () -> Http.answers(uri, 401));
    }
}
