package io.registryauth.proxy.server;

import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.proxy.user.TypingPerson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The command line with a users file in an empty folder, a person who types, and what was printed. */
abstract class UserCommandFixture {
    static final String SECRET = HtpasswdHash.bcrypt("secret", 4);

    @TempDir
    Path folder;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Properties properties = new Properties();
    final Map<String, String> environment = new HashMap<>();
    TypingPerson person = new TypingPerson();
    String input = "";
    boolean full;
    Path users;

    @BeforeEach
    void name() {
        users = folder.resolve("users");
    }

    String write(String name) throws Exception {
        return Files.writeString(folder.resolve(name), name + ":" + SECRET + "\n")
                .toString();
    }

    static List<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text).toList();
    }

    int user(String arguments) {
        environment.putIfAbsent("REGAUTH_USERS", users.toString());
        return run(("user " + arguments).split(" "));
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        CommandContext context = new CommandContext(
                properties,
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                person,
                new PrintStream(full ? new FullDevice() : out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(context).run(arguments);
    }

    /** Where nothing can be written, as to {@code /dev/full}. */
    private static final class FullDevice extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
