package io.registryauth.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.registryauth.reload.InvalidFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsParserTest {
    private static Map<String, Set<String>> parse(String text) throws InvalidFileException {
        return GroupsParser.parse("groups", text.getBytes(UTF_8)).members();
    }

    private static List<String> problems(byte[] content) {
        return catchThrowableOfType(InvalidFileException.class, () -> GroupsParser.parse("groups", content))
                .problems();
    }

    private static List<String> problems(String text) {
        return problems(text.getBytes(UTF_8));
    }

    @Test
    void eachLineIsAGroup() throws InvalidFileException {
        assertThat(parse("dev: jane joe\nops:alice\n\n# empty: nobody\n  a.b_c-1 :  \t j\u00fcrgen  \r\nnone:\n"))
                .isEqualTo(Map.of(
                        "dev", Set.of("jane", "joe"),
                        "ops", Set.of("alice"),
                        "a.b_c-1", Set.of("j\u00fcrgen"),
                        "none", Set.of()));
        assertThat(GroupsParser.parse("groups", "\uFEFFdev: jane".getBytes(UTF_8)))
                .isEqualTo(new Groups("groups", Map.of("dev", Set.of("jane"))));
    }

    @Test
    void aBackslashJoinsLinesAsInApache() throws InvalidFileException {
        assertThat(parse("dev: jane \\\n  joe \\\r\n\\\nali\\\nce\nops: bob \\\n"))
                .isEqualTo(Map.of("dev", Set.of("jane", "joe", "alice"), "ops", Set.of("bob")));
        assertThat(parse("# dev: jane \\\nops: bob\n")).isEmpty();
        assertThat(problems("\n\ndev: jane \\\n j:x\nops\n"))
                .containsExactly(
                        "groups line 3: the user name \"j:x\" has a colon, which no user name can have; remove it",
                        "groups line 5: expected name: user user…, but there is no colon; complete the line or remove it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"jane doe\" | jane doe",
                "'jane doe' | jane doe",
                "\"it's\" | it's",
                "\"a \\\"b\\\" \\\\ \\c\" | a \"b\" \\ \\c",
                "'a \\' \\\"' | a ' \\\"",
                "a\\\\b | a\\b",
                "a\\\"b | a\\\"b",
                "jane's | jane's"
            })
    void quotesHoldANameTogetherAsInApache(String text, String name) throws InvalidFileException {
        assertThat(parse("dev: joe " + text + " bob")).isEqualTo(Map.of("dev", Set.of("joe", name, "bob")));
        assertThat(parse("dev: " + text)).isEqualTo(Map.of("dev", Set.of(name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev jane | expected name: user user…, but there is no colon; complete the line or remove it",
                ": jane | \"\" is not the name of a group; use letters from a to z, digits, and . _ - alone",
                "my team: jane | \"my team\" is not the name of a group; use letters from a to z, digits, and . _ - alone",
                "d\u0007v: jane | \"d\uFFFDv\" is not the name of a group; use letters from a to z, digits, and . _ - alone",
                "dev: \"jane | a quotation mark is not closed; close it on the same line",
                "dev: joe \"\" | the user name is empty; write one, or remove it",
                "dev: ci-* | the user name \"ci-*\" has *, which stands for nothing here; define the group in the rules file",
                "dev: j\u0007e | the user name \"j\uFFFDe\" has a control character; remove it",
                "dev: ' joe' | white space stands around the user name \" joe\"; remove it",
                "dev:: joe | the user name \":\" has a colon, which no user name can have; remove it",
                "ops: joe | the group ops stands on line 1 already; put all its users there"
            })
    void aWrongLineMakesTheFileInvalid(String line, String problem) {
        assertThat(problems("ops: bob\n#\n" + line + "\n")).containsExactly("groups line 3: " + problem);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThat(problems("x\ndev: a:b c:d\n" + "x\n".repeat(100)))
                .hasSize(21)
                .startsWith(
                        "groups line 1: expected name: user user…, but there is no colon; complete the line or remove it",
                        "groups line 2: the user name \"a:b\" has a colon, which no user name can have; remove it",
                        "groups line 2: the user name \"c:d\" has a colon, which no user name can have; remove it")
                .endsWith("groups: and 83 more problems");
    }

    @Test
    void bytesThatAreNotUtf8MakeTheFileInvalid() {
        assertThat(problems("dev: jane\nops: j\u00fcrgen\n".getBytes(ISO_8859_1)))
                .containsExactly("groups line 2: not UTF-8 text; save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n\n", "\uFEFF", "\uFEFF \n", "\\\n"})
    void anEmptyFileIsNotMeant(String text) {
        assertThat(problems(text))
                .containsExactly("groups: the file is empty; write lines of NAME: USER USER…, "
                        + "or a comment line (#) if there are no groups");
    }

    @Test
    void aFileOfCommentsMeansNoGroups() throws InvalidFileException {
        assertThat(parse("\n # none for now\n")).isEmpty();
    }
}
