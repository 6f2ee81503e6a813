package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents beside README.md name is there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", ".github/SECURITY.md", "registry-auth-filter/README.md"})
    void linksLeadSomewhere(String document) throws Exception {
        assertThat(Markdown.read(ROOT.resolve(document)).links()).isNotEmpty().allSatisfy(link -> assertThat(link)
                .exists());
    }

    @Test
    void theScriptsThatContributorsRunAreThere() throws Exception {
        assertThat(named("(?:\\.ci|examples)/[a-z/-]+\\.sh"))
                .contains(".ci/test.sh")
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    @Test
    void theTestsThatContributorsReadAreThere() throws Exception {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(ROOT)) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*(Test|IT|Check)\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(named("[A-Z][A-Za-z]*(?:Test|IT|Check)")).isNotEmpty().allMatch(tests::contains);
    }

    @Test
    void thePackagesInItsTablesAreTheOnesThatThereAre() throws Exception {
        assertThat(packagesUnder("registry-auth-filter/src/main/java/io/registryauth"))
                .allMatch(rows()::contains);
        assertThat(packagesUnder("registry-proxy-webapp/src/main/java/io/registryauth/proxy"))
                .allMatch(rows()::contains);
    }

    private static Set<String> packagesUnder(String folder) throws IOException {
        try (Stream<Path> children = Files.list(ROOT.resolve(folder))) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> rows() throws IOException {
        return matches("(?m)^\\| `([a-z]+)` \\|");
    }

    private static Set<String> named(String pattern) throws IOException {
        return matches("`(" + pattern + ")`");
    }

    private static Set<String> matches(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
