package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.registry.RepositoryName;
import io.registryauth.reload.InvalidFileException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Files that nobody would write. Seeded, so that each run is the same. */
class RulesFuzzTest {
    private static final String SEED = "20150117";

    /** Pieces of files, whole and broken, so that random files come near to valid ones. */
    private static final List<String> PIECES = List.of(
            "groups:",
            "rules:",
            "users: ",
            "groups: ",
            "anonymous: ",
            "repositories: ",
            "paths: ",
            "methods: ",
            "allow: ",
            "deny: ",
            "except: ",
            "until: ",
            "rules:\n  - users: [jane]\n    allow: [pull]\n",
            "[jane]",
            "[pull, push]",
            "[GET]",
            "[/reports/**]",
            "[team/**]",
            "['${user}/*']",
            "2026-12-31",
            "true",
            "\n",
            "\n",
            "\n  ",
            "\n    ",
            "\r\n",
            "\r",
            "- ",
            "? ",
            ": ",
            ", ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "*",
            "**",
            "&a",
            "*a",
            "!",
            "!!str ",
            "!<",
            "<<: ",
            "|",
            ">-",
            "%",
            "%YAML 1.2\n",
            "%YAML 999999999999.1\n",
            "%TAG ! x\n",
            "---\n",
            "...\n",
            "#",
            "~",
            "null",
            "12",
            ".inf",
            "\\",
            "\"\\UFFFFFFFF\"",
            "\"\\ud800\"",
            "@",
            "`",
            "\t",
            " ",
            "\uFEFF",
            "\uFFFD",
            "\u0000",
            "\u0085",
            "\u2028",
            "é",
            "😀",
            "x".repeat(1100));

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> text = Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces)
                .getBytes(UTF_8));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> changed = Combinators.combine(
                        Arbitraries.integers().between(0, RulesFiles.EXAMPLE.length()),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(PIECES))
                .as(RulesFuzzTest::changed);
        return Arbitraries.frequencyOf(Tuple.of(4, text), Tuple.of(1, bytes), Tuple.of(4, changed));
    }

    /** The documented file with a piece in the place of some of its characters. */
    private static byte[] changed(int start, int length, String piece) {
        String text = RulesFiles.EXAMPLE;
        return (text.substring(0, start) + piece + text.substring(Math.min(text.length(), start + length)))
                .getBytes(UTF_8);
    }

    @Property(tries = 20_000, seed = SEED)
    void anyFileIsReadOrRefusedWithTheLine(@ForAll("files") byte[] content) {
        int lines = new String(content, UTF_8).split("[\n\r\u0085\u2028\u2029]", -1).length;
        try {
            RuleSet rules = RulesParser.parse("access.yml", content);

            assertThat(rules.rules()).allSatisfy(rule -> assertThat(rule.line()).isBetween(1, lines));
        } catch (InvalidFileException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.matches("(?s)access\\.yml( line \\d+(, column \\d+)?)?: .+"))
                    .allMatch(problem -> problem.contains(" line ")
                            || problem.contains("the file is empty")
                            || problem.contains(" more problems"))
                    .allMatch(problem -> problem.codePoints().allMatch(Quoted::isPrintable));
        }
    }

    @Property(tries = 20_000, seed = SEED)
    void anyGroupFileIsReadOrRefusedWithTheLine(@ForAll("files") byte[] content) {
        try {
            assertThat(GroupsParser.parse("groups", content).members().keySet())
                    .allMatch(name -> Names.groupProblem(name) == null);
        } catch (InvalidFileException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.matches("(?s)groups( line \\d+)?: .+"))
                    .allMatch(problem -> problem.codePoints().allMatch(Quoted::isPrintable));
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "b1", "*", "**", "${user}", "/", "/", ".", "_", "-", "A", "//")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b1", "/", ".", "_", "-")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    /**
     * Of what a pattern that is refused would match, nothing is the name of a repository. Wildcards within segments are
     * refused for what people may take them for.
     */
    @Property(tries = 50_000, seed = SEED)
    void aPatternThatIsRefusedMatchesNothing(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        if (RepositoryName.isValid(name)
                && RepositoryPatterns.problem(pattern) != null
                && Wildcards.problem(pattern) == null) {
            assertThat(PatternTreeTest.matches(pattern, "a", name)).isFalse();
        }
    }
}
