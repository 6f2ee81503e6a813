package io.registryauth.rules;

import static io.registryauth.rules.RulesFiles.problems;
import static io.registryauth.rules.RulesFiles.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of files that are not YAML, or more of it than rules need. */
class YamlProblemsTest {
    private static void assertOne(String text, String problem) {
        assertThat(problems(text)).containsExactly("access.yml " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[*]", "[*-ci]", "*", "[*.x]"})
    void anUnquotedStarIsAnAlias(String users) {
        int column = users.startsWith("[") ? 13 : 12;

        assertOne(
                rule("users: " + users, "allow: [pull]"),
                "line 2, column " + column
                        + ": an unquoted * is an alias in YAML; quote the text, such as \"*\" or \"*-ci\"");
    }

    @Test
    void aliasesAnchorsAndTagsAreRefusedWhereverTheyStand() {
        assertThat(problems("""
                        rules:
                          - &first
                            users: [&jane jane, *joe]
                            allow: !!set [pull]
                          - *first
                          - {users: [!x y], allow: &a []}
                        """))
                .containsExactly(
                        "access.yml line 2, column 5: an unquoted & is an anchor in YAML; quote the text, or remove the anchor",
                        "access.yml line 3, column 13: an unquoted & is an anchor in YAML; quote the text, or remove the anchor",
                        "access.yml line 3, column 25: an unquoted * is an alias in YAML; quote the text, such as \"*\" or \"*-ci\"",
                        "access.yml line 4, column 12: an unquoted ! is a tag in YAML; quote the text, or remove the tag",
                        "access.yml line 5, column 5: an unquoted * is an alias in YAML; quote the text, such as \"*\" or \"*-ci\"",
                        "access.yml line 6, column 14: an unquoted ! is a tag in YAML; quote the text, or remove the tag",
                        "access.yml line 6, column 28: an unquoted & is an anchor in YAML; quote the text, or remove the anchor",
                        "access.yml line 6, column 28: the list of allow is empty; name at least one, or remove allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[&]", "[& a]", "[&*]"})
    void anUnquotedAmpersandIsAnAnchor(String users) {
        assertOne(
                rule("users: " + users, "allow: [pull]"),
                "line 2, column 13: an unquoted & is an anchor in YAML; quote the text, or remove the anchor");
    }

    @Test
    void whatBeginsNoText() {
        assertOne(
                rule("users: [@jane]", "allow: [pull]"),
                "line 2, column 13: no unquoted text begins with @ in YAML; quote it");
        assertOne("rules:\n\t- users: [jane]\n", "line 2, column 1: a tab stands here; YAML is indented with spaces");
        assertOne(
                rule("users: [!e!x y]", "allow: [pull]"),
                "line 2, column 13: an unquoted ! is a tag in YAML; quote the text, or remove the tag");
    }

    @Test
    void whatIsNotClosed() {
        assertOne(
                rule("users: [\"jane]", "allow: [pull]"),
                "line 2, column 13: the quotation mark here is not closed; close it on the same line");
        assertOne(
                rule("users: [jane", "allow: [pull]"),
                "line 3, column 10: expected a comma, or the end of what is opened on line 2; "
                        + "quote a text that has any of { } [ ] in it");
        assertOne(
                rule("users: [jane]", "repositories: [home/${user}/x]", "allow: [pull]"),
                "line 3, column 26: expected a comma, or the end of what is opened on line 3; "
                        + "quote a text that has any of { } [ ] in it");
    }

    @Test
    void escapesThatAreNone() {
        assertThat(problems(rule("users: [\"\\UFFFFFFFF\"]", "allow: [pull]")))
                .singleElement()
                .asString()
                .startsWith("access.yml line 2: this is not YAML: ");
        assertOne(
                rule("users: [\"DOMAIN\\jane\"]", "allow: [pull]"),
                "line 2, column 21: a backslash in double quotes begins an escape, and this is none; use single quotes");
    }

    @Test
    void whatDoesNotFitTheIndentation() {
        assertOne(
                "rules:\n  - users: [a]\n   allow: [pull]\n",
                "line 3, column 4: "
                        + "this does not fit what stands above; indent alike what belongs together, and quote whole texts");
        assertOne(
                "rules:\n  - users: [a]\n      allow: [pull]\n",
                "line 3, column 7: "
                        + "this does not fit what stands above; indent alike what belongs together, and quote whole texts");
        assertOne(
                "rules:\n  - users: a: b\n",
                "line 2, column 13: a colon cannot stand here; check the indentation, or quote the text");
        assertOne(
                "rules: - users: [a]\n",
                "line 1, column 8: a dash cannot stand here; begin the list on a line of its own");
        assertOne(
                "rules:\n  - users: [a]\n    allow [pull]\n",
                "line 3, column 5: " + "expected a key with a colon and a space behind it");
        assertOne("rules: []\nx\n", "line 2, column 1: expected a key with a colon and a space behind it");
    }

    @Test
    void severalDocumentsAreRefused() {
        assertOne(
                "rules: []\n---\nrules: []\n",
                "line 2, column 1: a second document begins here; put everything into one, without ---");
    }

    @Test
    void anotherVersionOfYamlIsRefused() {
        assertThat(problems("%YAML 2.0\n---\nrules: []\n"))
                .singleElement()
                .asString()
                .startsWith("access.yml line 1: this is not YAML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{? "})
    void nestingHasAnEnd(String opening) {
        assertThat(problems(opening.repeat(1 << 14)))
                .singleElement()
                .asString()
                .startsWith("access.yml line 1, column ")
                .endsWith("lists and mappings are nested too deeply; a rule is a mapping of keys to lists of texts");
    }

    @Test
    void controlCharactersAreRefusedWhereTheyStand() {
        assertThat(problems("rules: []\n# \ud83d\ude00 \u0007 \u0007\n\u0085\u001b\n"))
                .containsExactly(
                        "access.yml line 2, column 5: a control character stands here; remove it",
                        "access.yml line 3, column 2: a control character stands here; remove it");
    }

    @Test
    void whatAMessageShowsIsHarmlessAndBounded() {
        String name = "\\e[31m\\u202e" + "x".repeat(1000) + ":";

        assertThat(problems(rule("users: [\"" + name + "\"]", "allow: [pull]")))
                .containsExactly("access.yml line 2, column 13: the user name \"\uFFFD[31m\uFFFD" + "x".repeat(74)
                        + "…\" has a colon, which no user name can have; remove it");
    }
}
