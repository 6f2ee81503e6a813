package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the tests around it meet the oldest dependencies, and no others. Only the build's own execution for that runs it. */
class OldestDependenciesCheck {

    static String[] jars() {
        return System.getProperty("oldest").strip().split(",\\s*");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void theOldestOneIsTheOnlyOne(String jar) {
        String artifact = jar.replaceFirst("-[0-9.]+\\.jar$", "");

        assertThat(ClassPath.jars())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .filteredOn(name -> name.matches(artifact + "-[0-9.]+\\.jar"))
                .containsExactly(jar);
    }
}
