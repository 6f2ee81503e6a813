package io.registryauth.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTreeTest {
    /** Whether a pattern matches a name, for one user or for a request without credentials. */
    static boolean matches(String pattern, @Nullable String user, String name) {
        return !found(List.of(pattern), user, name).isEmpty();
    }

    /** The patterns that match. */
    private static Set<String> found(List<String> patterns, @Nullable String user, String name) {
        PatternTree tree = new PatternTree();
        for (String pattern : patterns) {
            PathPattern parsed = PathPattern.of(pattern);
            tree.add(parsed, rule(parsed));
        }
        Set<String> found = new HashSet<>();
        Requester requester = user == null ? Requester.ANONYMOUS : new Requester(user, List.of());
        tree.match(
                requester,
                name,
                rule -> found.add(((Scope.Paths) rule.scope()).patterns().get(0).text()));
        return found;
    }

    /** For everybody. */
    private static Rule rule(PathPattern pattern) {
        Subjects everybody = new Subjects(List.of(new Glob("*")), List.of(), true);
        return new Rule(1, everybody, Effect.ALLOW, new Scope.Paths(List.of(pattern), Set.of()), List.of(), null);
    }

    @ParameterizedTest
    @CsvSource({
        "team/app, team/app, true",
        "team/app, team/app2, false",
        "team/app, team/app/x, false",
        "team/app, team, false",
        "team/app, Team/app, false",
        "app, team/app, false",
        "team/*, team/app, true",
        "team/*, team/a/b, false",
        "team/*, team/, false",
        "team/a*, team/app, true",
        "*/app, team/app, true",
        "team/**, team, false",
        "team/**, team/a, true",
        "team/**, team/a/b/c, true",
        "team/**, team2/a, false",
        "team/**, team/, false",
        "team/**, team//a, false",
        "**, a, true",
        "**, a/b, true",
        "**/app, app, false",
        "**/app, a/b/app, true",
        "a/**/z, a/z, false",
        "a/**/z, a/b/z, true",
        "a/**/z, a/z/z/z, true",
        "a/**/z, a/b/z/y, false",
        "**/**, a, false",
        "**/**, a/b/c, true",
        "home/${user}/**, home/jane/x, true",
        "home/${user}/**, home/joe/x, false",
        "home/${user}/**, home/jane, false",
        "${user}, jane, true",
        "/**, /reports/a, true",
        "/**, /, false",
        "/, /, true",
        "/reports/, /reports/, true",
        "/reports/*, /reports/, false"
    })
    void segmentsAreMatchedFromEndToEnd(String pattern, String name, boolean matches) {
        assertThat(matches(pattern, "jane", name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, home/a/b",
        "a/b, home/a",
        "'', home/",
        "${user}, home/x",
        "*, home/x",
        "**, home/x/y",
        "jane/**, home/jane/x",
        "JANE, home/jane",
        "., home/x"
    })
    void aUserNameReachesNoOtherSegment(String user, String name) {
        assertThat(matches("home/${user}", user, name)).isFalse();
        assertThat(matches("home/${user}/**", user, name)).isFalse();
    }

    @Test
    void whoHasNoNameIsNoUser() {
        assertThat(matches("home/${user}", null, "home/anonymous")).isFalse();
        assertThat(matches("home/${user}", null, "home/null")).isFalse();
        assertThat(matches("home/*", null, "home/null")).isTrue();
    }

    @Test
    void manyRestsDoNotTakeForEver() {
        String pattern = "**/a/".repeat(50) + "b";
        String name = "a/".repeat(120) + "a";

        assertThat(matches(pattern, "jane", name)).isFalse();
    }

    @Property(tries = 5000, seed = "20150117")
    void itFindsWhatMatchesByItself(@ForAll("patternLists") List<String> patterns, @ForAll("names") String name) {
        assertThat(found(patterns, "jane", name))
                .isEqualTo(new HashSet<>(patterns.stream()
                        .filter(pattern -> naive(split(pattern), split(name)))
                        .toList()));
    }

    private static List<String> split(String text) {
        return List.of(text.split("/", -1));
    }

    /** The meaning of patterns, written down as plainly as can be. */
    private static boolean naive(List<String> pattern, List<String> name) {
        if (pattern.isEmpty() || name.isEmpty()) {
            return pattern.isEmpty() && name.isEmpty();
        }
        String first = pattern.get(0);
        String segment = name.get(0);
        List<String> patternRest = pattern.subList(1, pattern.size());
        List<String> nameRest = name.subList(1, name.size());
        boolean one =
                switch (first) {
                    case "**", "*" -> !segment.isEmpty();
                    case "${user}" -> segment.equals("jane");
                    case "a*" -> segment.startsWith("a");
                    default -> segment.equals(first);
                };
        return one && (naive(patternRest, nameRest) || (first.equals("**") && naive(pattern, nameRest)));
    }

    @Provide
    Arbitrary<List<String>> patternLists() {
        return Arbitraries.of("a", "b", "*", "**", "${user}", "a*", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(segments -> String.join("/", segments))
                .list()
                .uniqueElements()
                .ofMaxSize(6)
                .map(ArrayList::new);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "ab", "jane", "")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(segments -> String.join("/", segments));
    }
}
