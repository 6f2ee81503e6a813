package io.registryauth.proxy.e2e;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar … user} with a users file in an empty folder. */
abstract class UserCommandTestBase {
    @TempDir
    Path folder;

    Path users;

    @BeforeEach
    void name() {
        users = folder.resolve("users.htpasswd");
    }

    Command user(String command, String... arguments) {
        return JavaJar.command(List.of())
                .with("user", command, "--users", users.toString())
                .with(arguments);
    }
}
