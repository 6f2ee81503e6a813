package io.registryauth.proxy.e2e;

import java.nio.file.Path;
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
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with("-jar", JavaJar.WAR.toString(), "user", command, "--users", users.toString())
                .with(arguments);
    }
}
