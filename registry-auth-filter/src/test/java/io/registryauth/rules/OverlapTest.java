package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {
    private static final String SEED = "20150118";

    /** All names of two letters and up to eight of them: two globs of four characters that meet do so in one of these. */
    private static final List<String> NAMES = names();

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; names.get(i).length() < 8; i++) {
            names.add(names.get(i) + "a");
            names.add(names.get(i) + "b");
        }
        return names;
    }

    @Property(seed = SEED, tries = 500)
    void globsOverlapWhereSomethingMatchesBoth(@ForAll("globs") String one, @ForAll("globs") String other) {
        assertThat(Overlap.of(one, other))
                .isEqualTo(
                        NAMES.stream().anyMatch(name -> new Glob(one).matches(name) && new Glob(other).matches(name)));
    }

    @Property(seed = SEED, tries = 5000)
    void patternsThatMatchTheSameOverlap(
            @ForAll("patterns") String one, @ForAll("patterns") String other, @ForAll("paths") String name) {
        if (PatternTreeTest.matches(one, "jane", name) && PatternTreeTest.matches(other, "jane", name)) {
            assertThat(overlap(one, other)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "team/*/secret, team/app/**, true",
        "*/secret, team/*, true",
        "a*/x, *b/x, true",
        "**/a, b/**, true",
        "**, ${user}/x, true",
        "${user}/x, team/*, true",
        "**/x/**, x/**, true",
        "team/**, team, false",
        "**/x/**, x/y, false",
        "a*, b*, false",
        "a/*, a/b/c, false",
        "**/a, **/b, false",
        "*/*, **/a/b/c, false",
        "/a/, /**, false",
    })
    void whatOverlaps(String one, String other, boolean overlaps) {
        assertThat(overlap(one, other)).isEqualTo(overlaps);
        assertThat(overlap(other, one)).isEqualTo(overlaps);
    }

    private static boolean overlap(String one, String other) {
        return Overlap.of(PathPattern.of(one), PathPattern.of(other));
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings().withChars('a', 'b', '*').ofMaxLength(4);
    }

    @Provide
    Arbitrary<String> patterns() {
        return path("a", "b", "*", "**", "${user}", "a*", "*b");
    }

    @Provide
    Arbitrary<String> paths() {
        return path("a", "b", "ab", "jane");
    }

    private static Arbitrary<String> path(String... segments) {
        return Arbitraries.of(segments).list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("/", list));
    }
}
