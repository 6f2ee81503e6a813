package io.registryauth;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the tests run with. */
final class ClassPath {

    private ClassPath() {}

    static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.toString().endsWith(".jar"))
                .toList();
    }

    /** The jar of an artifact, whatever its version. */
    static Path jar(String artifact) {
        return jars().stream()
                .filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9.]+\\.jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
    }
}
