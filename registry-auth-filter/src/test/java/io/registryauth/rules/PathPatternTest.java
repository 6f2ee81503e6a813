package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @Test
    void aTextIsTakenApartAtItsSlashes() {
        assertThat(PathPattern.of("/a/*-b/${user}/**/").segments())
                .containsExactly(
                        new PathPattern.Segment.Text(new Glob("")),
                        new PathPattern.Segment.Text(new Glob("a")),
                        new PathPattern.Segment.Text(new Glob("*-b")),
                        new PathPattern.Segment.User(),
                        new PathPattern.Segment.Rest(),
                        new PathPattern.Segment.Text(new Glob("")));
        assertThat(PathPattern.of("team/**")).hasToString("team/**");
    }

    @ParameterizedTest
    @CsvSource({
        "**, a, true",
        "**, a/b/c, true",
        "**, ${user}/**, true",
        "**, **, true",
        "team/**, team/app, true",
        "team/**, team/*/x, true",
        "team/**, team, false",
        "team/**, **, false",
        "**/app, a/b/app, true",
        "**/app, app, false",
        "a/**/b, a/x/y/b, true",
        "a/**/b, a/b, false",
        "*, ${user}, true",
        "${user}, ${user}, true",
        "${user}, *, false",
        "${user}, a, false",
        "a*, ${user}, false",
        "a/*, a/b, true",
        "a/*, a/b/c, false",
        "a/*, a/**, false",
        "*/*, **, false",
        "/**, /a/b, true",
        "/**, /, false",
        "/*, /, false",
        "/**, /a/, false",
        "/a/, /a/, true"
    })
    void whatItCovers(String one, String other, boolean covers) {
        assertThat(PathPattern.of(one).covers(PathPattern.of(other))).isEqualTo(covers);
    }

    @Test
    void manyRestsDoNotTakeForEver() {
        assertThat(PathPattern.of("**/".repeat(60) + "b").covers(PathPattern.of("a/".repeat(120) + "a")))
                .isFalse();
    }

    @Property(tries = 5000, seed = "20150117")
    void whatItCoversItMatches(
            @ForAll("patterns") String one, @ForAll("patterns") String other, @ForAll("names") String name) {
        if (PathPattern.of(one).covers(PathPattern.of(other)) && PatternTreeTest.matches(other, "jane", name)) {
            assertThat(PatternTreeTest.matches(one, "jane", name)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "b", "*", "**", "${user}", "a*", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(PathPatternTest::path);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "ab", "jane", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(PathPatternTest::path);
    }

    private static String path(List<String> segments) {
        return String.join("/", segments);
    }
}
