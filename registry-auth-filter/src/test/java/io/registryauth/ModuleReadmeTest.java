package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.Pom.Dependency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What this module's README.md says of its dependencies holds; {@link NamedModuleIT} compiles the rest. */
class ModuleReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]{10,} \\| ([0-9]+) KB \\| ([0-9.]+)[^|]* \\|$");

    private record Row(String artifact, long kilobytes, String oldest) {}

    @Test
    void itsTableHasTheDependenciesOfThePomTheirSizesAndTheOldestThatAreTested() throws Exception {
        Pom pom = Pom.read();
        List<Row> rows = pom.dependencies().stream()
                .filter(Dependency::isCarried)
                .map(dependency -> new Row(
                        dependency.group() + ":" + dependency.artifact(),
                        kilobytes(ClassPath.jar(dependency.artifact())),
                        pom.oldest(dependency)))
                .toList();

        assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results())
                .extracting(row -> new Row(row.group(1), Long.parseLong(row.group(2)), row.group(3)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static long kilobytes(Path jar) {
        try {
            return Math.round(Files.size(jar) / 1000.0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
