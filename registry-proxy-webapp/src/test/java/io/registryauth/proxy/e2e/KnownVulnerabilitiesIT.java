package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The statement on known vulnerabilities speaks of exactly the versions that the WAR holds. */
class KnownVulnerabilitiesIT {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([0-9.]+) \\| [^|]{5,} \\|$");
    private static final Pattern JAR = Pattern.compile("WEB-INF/lib(?:-provided)?/(.+)-([0-9.]+)\\.jar");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>spring-boot-maven-plugin</artifactId>\\s*<version>([^<]+)</version>");

    /** What holds no jar of its own in the WAR. */
    private static final String LOADER = "spring-boot-loader";

    @Test
    void eachJarInTheWarHasARowWithItsVersion() throws Exception {
        List<MatchResult> rows = rows();
        for (MatchResult jar : jars()) {
            assertThat(rows)
                    .as(jar.group())
                    .filteredOn(row -> isOf(row, jar))
                    .singleElement()
                    .extracting(row -> row.group(2))
                    .isEqualTo(jar.group(2));
        }
    }

    @Test
    void eachRowIsOfSomethingInTheWar() throws Exception {
        List<MatchResult> jars = jars();

        assertThat(rows())
                .filteredOn(row -> !row.group(1).equals(LOADER))
                .isNotEmpty()
                .allMatch(row -> jars.stream().anyMatch(jar -> isOf(row, jar)));
    }

    @Test
    void theLoaderIsThatOfThePlugin() throws Exception {
        MatchResult plugin = PLUGIN.matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .findFirst()
                .orElseThrow();

        assertThat(rows())
                .filteredOn(row -> row.group(1).equals(LOADER))
                .singleElement()
                .extracting(row -> row.group(2))
                .isEqualTo(plugin.group(1));
    }

    private static boolean isOf(MatchResult row, MatchResult jar) {
        return jar.group(1).matches(row.group(1).replace(".", "\\.").replace("*", ".*"));
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("..", ".github", "SECURITY.md")))
                .results()
                .toList();
    }

    private static List<MatchResult> jars() throws IOException {
        try (JarFile war = new JarFile(JavaJar.WAR.toFile())) {
            List<MatchResult> jars = war.stream()
                    .flatMap(entry -> JAR.matcher(entry.getName()).results())
                    .filter(jar -> !jar.group(1).equals("registry-auth-filter"))
                    .toList();
            assertThat(jars).isNotEmpty();
            return jars;
        }
    }
}
