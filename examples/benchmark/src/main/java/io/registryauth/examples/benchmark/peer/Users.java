package io.registryauth.examples.benchmark.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A users file in which everybody has the same password. */
public record Users(Path file) {
    public static final String PASSWORD = "correct horse battery";

    /** Who stands as far from the first line of a large file as users do on average. */
    public static final String MIDDLE = "middle";

    /** Somebody who may push. */
    public static final String WRITER = "admin";

    /** One user for each of these hashes, named like it. */
    public static Users oneOfEach(Path file, Hash... hashes) throws IOException {
        String lines = Stream.of(hashes)
                .map(hash -> hash.name() + ':' + hash.of(PASSWORD) + '\n')
                .collect(Collectors.joining());
        return new Users(Files.writeString(file, lines));
    }

    /** So many users with the same hash: {@link #name name(0)}, {@code name(1)} and so on, {@link #MIDDLE} amid them. */
    public static Users many(Path file, Hash hash, int count) throws IOException {
        String line = ':' + hash.of(PASSWORD) + '\n';
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                out.write((i == count / 2 ? MIDDLE : name(i)) + line);
            }
        }
        return new Users(file);
    }

    /** The writer alone, with a hash that costs nobody anything. */
    public static Users writer(Path file) throws IOException {
        return new Users(Files.writeString(file, WRITER + ':' + Hash.SHA.of(PASSWORD) + '\n'));
    }

    public static String name(int index) {
        return "user" + index;
    }

    /** The value of the header {@code Authorization} of a user. */
    public static String authorization(String user) {
        return authorization(user, PASSWORD);
    }

    /** The value of the header {@code Authorization} of a user with any password. */
    public static String authorization(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(UTF_8));
    }

    /** The users with a bcrypt hash, a line each, for programs that keep users in their own configuration. */
    String bcryptLines(String format) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(":$2"))
                    .map(line -> format.formatted((Object[]) line.split(":", 2)))
                    .collect(Collectors.joining("\n"));
        }
    }
}
