package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a registry keeps of its repositories, seen on its disk: no reading of a path has a part in that. */
record RegistryStorage(Path folder) {

    /** Everything that a registry has at some moment, each file's content by its path. */
    record State(Map<Path, String> files) {

        /** The repositories of which something is different in another state. */
        Set<String> changedUntil(State other) {
            return Stream.concat(files.keySet().stream(), other.files.keySet().stream())
                    .filter(file -> !Objects.equals(files.get(file), other.files.get(file)))
                    .map(State::repository)
                    .collect(Collectors.toSet());
        }

        /** No component of a name begins with an underscore, and every folder within a repository does. */
        private static String repository(Path file) {
            String path = file.toString();
            return path.substring(0, path.indexOf("/_"));
        }
    }

    State now() throws IOException {
        Path repositories = folder.resolve("docker/registry/v2/repositories");
        try (Stream<Path> paths = Files.walk(repositories)) {
            return new State(paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(repositories::relativize, RegistryStorage::content)));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
