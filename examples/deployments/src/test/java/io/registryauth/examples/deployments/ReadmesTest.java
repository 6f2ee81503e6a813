package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The READMEs of the examples; the tests of each example run its commands. */
class ReadmesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "jetty", "systemd", "compose", "kubernetes", "from-nginx"})
    void eachFitsOnAPageAndItsLinksLeadSomewhere(String example) throws Exception {
        Path folder = Example.ROOT.resolve("examples").resolve(example);
        String readme = Files.readString(folder.resolve("README.md"));

        assertThat(readme.lines()).hasSizeLessThan(60);
        assertThat(LINK.matcher(readme).results())
                .extracting(link -> link.group(1))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }
}
