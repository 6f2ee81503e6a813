package io.registryauth.rules;

import static io.registryauth.rules.RulesFiles.parse;
import static io.registryauth.rules.RulesFiles.problems;
import static io.registryauth.rules.RulesFiles.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.rules.Rule.Effect;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.Action;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesParserTest {
    private static List<Glob> globs(String... texts) {
        return Stream.of(texts).map(Glob::new).toList();
    }

    private static Scope repositories(Set<Action> actions, String... patterns) {
        return new Scope.Repositories(Stream.of(patterns).map(PathPattern::of).toList(), actions);
    }

    private static Subjects users(String... names) {
        return new Subjects(globs(names), List.of(), false);
    }

    private static Rule only(String text) throws InvalidFileException {
        List<Rule> rules = parse(text).rules();
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }

    @Test
    void theDocumentedFileIsRead() throws InvalidFileException {
        Set<Action> write = Set.of(Action.PULL, Action.PUSH, Action.DELETE);

        assertThat(parse(RulesFiles.EXAMPLE))
                .isEqualTo(new RuleSet(
                        "access.yml",
                        Map.of("release", new RuleSet.Group(2, globs("alice", "ci-*"))),
                        List.of(
                                new Rule(
                                        4,
                                        users("admin", "admin-*"),
                                        Effect.ALLOW,
                                        repositories(
                                                Set.of(Action.PULL, Action.PUSH, Action.DELETE, Action.CATALOG), "**"),
                                        List.of(),
                                        null),
                                new Rule(
                                        6,
                                        new Subjects(List.of(), List.of("release"), false),
                                        Effect.ALLOW,
                                        repositories(Set.of(Action.PULL, Action.PUSH), "team/**", "tools/builder"),
                                        List.of(),
                                        null),
                                new Rule(
                                        9,
                                        users("*"),
                                        Effect.ALLOW,
                                        repositories(write, "home/${user}/**"),
                                        List.of(),
                                        null),
                                new Rule(
                                        12,
                                        users("contractor"),
                                        Effect.ALLOW,
                                        repositories(Set.of(Action.PULL), "team/app"),
                                        List.of(),
                                        Instant.parse("2026-12-31T23:59:59.999999999Z")),
                                new Rule(
                                        16,
                                        users("*"),
                                        Effect.DENY,
                                        repositories(write, "secret/**"),
                                        globs("admin", "admin-*"),
                                        null))));
    }

    @Test
    void pathsAreReadWithTheirMethods() throws InvalidFileException {
        Rule rule = only(rule("groups: [staff]", "paths: [/reports/**, /]", "methods: [GET, HEAD, M-SEARCH]"));

        assertThat(rule.subjects()).isEqualTo(new Subjects(List.of(), List.of("staff"), false));
        assertThat(rule.effect()).isEqualTo(Effect.ALLOW);
        assertThat(rule.scope())
                .isEqualTo(new Scope.Paths(
                        List.of(PathPattern.of("/reports/**"), PathPattern.of("/")),
                        Set.of("GET", "HEAD", "M-SEARCH")));
    }

    @Test
    void aRuleMayBeForSeveralKindsOfSubjects() throws InvalidFileException {
        Rule rule = only(rule("users: [jane]", "groups: [a.b_c-1]", "anonymous: true", "allow: [pull]"));

        assertThat(rule.subjects()).isEqualTo(new Subjects(globs("jane"), List.of("a.b_c-1"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2026-12-31T23:59:59.999999999Z",
        "'\"2024-02-29\"', 2024-02-29T23:59:59.999999999Z",
        "2026-12-31T18:00:00Z, 2026-12-31T18:00:00Z",
        "2026-12-31t18:00:00.25z, 2026-12-31T18:00:00.250Z",
        "2026-12-31T18:00:00+02:00, 2026-12-31T16:00:00Z"
    })
    void aDayEndsInUtcAndAnInstantIsOne(String until, Instant last) throws InvalidFileException {
        assertThat(only(rule("users: [jane]", "allow: [pull]", "until: " + until))
                        .until())
                .isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j\u00fcrgen",
                "\u5f20\u4f1f",
                "\ud83d\ude00",
                "jane doe",
                "a@b.org",
                "\"#1\"",
                "\"007\"",
                "'true'",
                "yes",
                "\"*\"",
                "a*b*c",
                "DOMAIN\\jane"
            })
    void userNamesAreAnyTextWithoutAColon(String name) throws InvalidFileException {
        String text = name.replaceAll("^[\"'](.*)[\"']$", "$1");

        assertThat(only(rule("users: [" + name + "]", "allow: [pull]"))
                        .subjects()
                        .users())
                .isEqualTo(globs(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "a",
                "team/**",
                "**/app",
                "a/**/b/*",
                "a*-b",
                "*.*",
                "a__b",
                "a---b",
                "x*_*y",
                "${user}",
                "${user}/**",
                "home/${user}",
                "a/manifests/b"
            })
    void patternsOfRepositoriesThatCanMatch(String pattern) throws InvalidFileException {
        assertThat(only(rule("users: [jane]", "repositories: [\"" + pattern + "\"]", "allow: [pull]"))
                        .scope())
                .isEqualTo(repositories(Set.of(Action.PULL), pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/**",
                "/*",
                "/a/",
                "/v20",
                "/v2-docs/**",
                "/Reports/my file.txt",
                "/u/${user}/*",
                "/\u00e4/.well-known",
                "/a;b?c"
            })
    void patternsOfPathsThatCanMatch(String pattern) throws InvalidFileException {
        assertThat(only(rule("users: [jane]", "paths: [\"" + pattern + "\"]", "methods: [GET]"))
                        .scope())
                .isEqualTo(new Scope.Paths(List.of(PathPattern.of(pattern)), Set.of("GET")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "# nobody\n",
                "\uFEFF# nobody\n",
                "---\n",
                "rules: []",
                "groups: {a: [b]}",
                "groups: {}\nrules: []\n"
            })
    void withoutRulesThereAreNone(String text) throws InvalidFileException {
        assertThat(parse(text).rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n\n", "\uFEFF", "\uFEFF \n"})
    void anEmptyFileIsNotMeant(String text) {
        assertThat(problems(text))
                .containsExactly("access.yml: the file is empty; write rules: and a list of them, "
                        + "or a comment line (#) if nobody may do anything");
    }

    @Test
    void lineEndsAndLayoutDoNotMatter() throws InvalidFileException {
        String flow = "\uFEFF---\r\nrules: [{users: [jane], allow: [pull]}]\r\n...\r\n";
        String block = "rules:\n-\n\n  users:\n  - jane\n  allow:\n    - pull\n";

        assertThat(only(flow))
                .isEqualTo(new Rule(
                        2, users("jane"), Effect.ALLOW, repositories(Set.of(Action.PULL), "**"), List.of(), null));
        assertThat(only(block))
                .isEqualTo(new Rule(
                        4, users("jane"), Effect.ALLOW, repositories(Set.of(Action.PULL), "**"), List.of(), null));
    }

    @Test
    void manyRulesAreRead() throws InvalidFileException {
        StringBuilder text = new StringBuilder("rules:\n");
        IntStream.range(0, 20_000).forEach(i -> text.append("  - users: [user")
                .append(i)
                .append("]\n    repositories: [team")
                .append(i)
                .append("/**]\n    allow: [pull, push]\n"));

        assertThat(parse(text.toString()).rules())
                .hasSize(20_000)
                .last()
                .extracting(Rule::line)
                .isEqualTo(59_999);
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        byte[] content = new byte[RulesParser.MAX_BYTES + 1];

        assertThat(problems(content))
                .containsExactly("access.yml: the file has 16777217 bytes, and more than 16 MiB are not read; "
                        + "write globs and groups in place of single names");
    }

    @Test
    void linesThatNobodyWritesAreNotRead() {
        assertThat(problems(
                        ("rules: []\n#" + "a".repeat(RulesParser.MAX_LINE) + "\n").getBytes(StandardCharsets.UTF_8)))
                .containsExactly("access.yml line 2, column 1: the line has more than 65536 characters; divide it");
        String longest = "rules: []\n#" + "a".repeat(RulesParser.MAX_LINE - 1) + "\n";
        assertThatCode(() -> RulesParser.parse("access.yml", longest.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }

    @Test
    void bytesThatAreNotUtf8MakeTheFileInvalid() {
        assertThat(problems("rules: []\n# j\u00fcrgen\n\n# gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(
                        "access.yml line 2: not UTF-8 text; save the file as UTF-8",
                        "access.yml line 4: not UTF-8 text; save the file as UTF-8");
        assertThat(problems("rules: []".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("access.yml line 1, column 2: a control character stands here; remove it");
    }
}
