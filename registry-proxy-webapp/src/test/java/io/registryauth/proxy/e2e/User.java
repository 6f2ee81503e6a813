package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Somebody who logs in. */
public record User(String name, String password) {

    public static final User WRITER = new User("admin", "writer's pass:word");
    public static final User READER = new User("janedoe", "reader's pass:word");

    public User withPassword(String other) {
        return new User(name, other);
    }

    /** The value of the header that carries the credentials. */
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(UTF_8));
    }

    /** Writes a users file, with the real htpasswd and cheap hashes. */
    public static Path writeFile(Path file, User... users) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (User user : users) {
            Command htpasswd = Command.of("htpasswd", "-niB", "-C", "4", user.name);
            lines.append(htpasswd.withInput(user.password).run().succeeded()).append('\n');
        }
        return Files.writeString(file, lines);
    }
}
