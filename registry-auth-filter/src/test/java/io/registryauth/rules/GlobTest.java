package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    private static final String SEED = "20150117";

    @ParameterizedTest
    @CsvSource({
        "admin, admin, true",
        "admin, admin2, false",
        "admin, Admin, false",
        "admin, '', false",
        "'', '', true",
        "'', a, false",
        "*, '', true",
        "*, anything at all, true",
        "admin-*, admin-, true",
        "admin-*, admin, false",
        "*-ci, -ci, true",
        "*-ci, a-ci-b, false",
        "a*b*c, abc, true",
        "a*b*c, a-bb-b-c, true",
        "a*b*c, a-c-b, false",
        "a*a, a, false",
        "**, '', true",
        "a.c, abc, false",
        "[ab], a, false",
        "😀*, 😀x, true"
    })
    void aStarStandsForAnyCharactersOrNone(String glob, String name, boolean matches) {
        assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
    }

    @Test
    void manyStarsDoNotTakeForEver() {
        assertThat(new Glob("*a".repeat(1000) + "b").matches("a".repeat(10_000)))
                .isFalse();
    }

    @Property(seed = SEED)
    void itMatchesAsARegularExpressionDoes(@ForAll("globs") String glob, @ForAll("names") String name) {
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q");

        assertThat(new Glob(glob).matches(name)).isEqualTo(Pattern.matches(regex, name));
    }

    @Property(seed = SEED)
    void whatItCoversItMatches(
            @ForAll("globs") String one, @ForAll("globs") String other, @ForAll("names") String name) {
        if (new Glob(one).covers(new Glob(other)) && new Glob(other).matches(name)) {
            assertThat(new Glob(one).matches(name)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, a*, true",
        "a*, abc, true",
        "a*, a*, true",
        "abc, abc, true",
        "a*, b, false",
        "abc, a*, false",
        "a, *, false"
    })
    void whatItCovers(String one, String other, boolean covers) {
        assertThat(new Glob(one).covers(new Glob(other))).isEqualTo(covers);
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings().withChars('a', 'b', '*').ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(8);
    }
}
