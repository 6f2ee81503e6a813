package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GlobIndexTest {
    private static List<String> found(GlobIndex<String> index, String name) {
        List<String> found = new ArrayList<>();
        index.match(name, found::add);
        return found;
    }

    private static GlobIndex<String> of(Iterable<String> globs) {
        GlobIndex<String> index = new GlobIndex<>();
        globs.forEach(glob -> index.at(new Glob(glob), () -> glob));
        return index;
    }

    @Test
    void aGlobHasOneValue() {
        GlobIndex<Object> index = new GlobIndex<>();

        assertThat(index.at(new Glob("a*"), Object::new)).isSameAs(index.at(new Glob("a*"), Object::new));
        assertThat(index.at(new Glob("a"), Object::new)).isSameAs(index.at(new Glob("a"), Object::new));
        assertThat(index.at(new Glob("b"), Object::new)).isNotSameAs(index.at(new Glob("a"), Object::new));
    }

    @Test
    void anEmptyNameIsThatOfTheEmptyGlobAlone() {
        assertThat(found(of(List.of("", "*", "**")), "")).containsExactly("");
        assertThat(found(of(List.of("*")), "")).isEmpty();
    }

    @Property(seed = "20150117")
    void itFindsWhatMatchesAndEachOnce(@ForAll("globs") Set<String> globs, @ForAll("names") String name) {
        assertThat(found(of(globs), name))
                .containsExactlyInAnyOrderElementsOf(globs.stream()
                        .filter(glob -> new Glob(glob).matches(name))
                        .toList());
    }

    @Provide
    Arbitrary<Set<String>> globs() {
        return Arbitraries.strings()
                .withChars('a', 'b', '*')
                .ofMaxLength(5)
                .set()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(6);
    }
}
