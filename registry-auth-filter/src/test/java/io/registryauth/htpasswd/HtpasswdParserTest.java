package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.registryauth.reload.InvalidFileException;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtpasswdParserTest {
    private static final String BCRYPT = Vector.of("bcrypt").hash();
    private static final String APR1 = Vector.of("apr1").hash();

    private static Htpasswd parse(String text) throws InvalidFileException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Htpasswd parse(byte[] content) throws InvalidFileException {
        return HtpasswdParser.parse("users.htpasswd", content, HtpasswdLimits.DEFAULTS);
    }

    private static List<String> problems(String text) {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(byte[] content) {
        return catchThrowableOfType(InvalidFileException.class, () -> parse(content))
                .problems();
    }

    private static boolean knows(Htpasswd users, String name, String password) {
        StoredHash hash = users.find(name);
        return hash != null && hash.matches(password);
    }

    @ParameterizedTest
    @CsvSource({"'',0", "'\n\n\r\n',0", "'#\n#\n',0", "a:b,1", "'a:b:c\nd\n\n:e:\n',2"})
    void takesRoomForLinesThatMayBeUsersAlone(String text, int users) {
        assertThat(HtpasswdParser.expectedUsers(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(users);
    }

    @Test
    void manyBlankLinesCostNoMoreThanTheyHold() {
        byte[] blank = new byte[32 << 20];
        Arrays.fill(blank, (byte) '\n');
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThat(problems(blank)).singleElement().asString().contains("the file is empty");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(blank.length);
    }

    @Test
    void readsNamesAndHashes() throws InvalidFileException {
        Htpasswd users = parse("admin:" + BCRYPT + "\njanedoe:" + APR1 + "\n");

        assertThat(users.size()).isEqualTo(2);
        assertThat(knows(users, "admin", "myPassword")).isTrue();
        assertThat(knows(users, "janedoe", "myPassword")).isTrue();
        assertThat(users.find("Admin")).isNull();
        assertThat(users.remarks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NAME:HASH",
                "NAME:HASH\n",
                "NAME:HASH\r\n",
                "\uFEFFNAME:HASH\n",
                "\uFEFF# by hand\nNAME:HASH\n",
                "\n\r\n  \t\nNAME:HASH\n\n",
                "# other:hash\n  # indented\nNAME:HASH\n#",
                "NAME:HASH:a comment",
                "NAME:HASH:a comment: with colons, \ttabs and \u00e4\r\n",
                "NAME:HASH:",
                "NAME:HASH \t\n"
            })
    void whatStandsAroundAnEntryIsFine(String layout) throws InvalidFileException {
        Htpasswd users = parse(layout.replace("NAME", "janedoe").replace("HASH", BCRYPT));

        assertThat(users.size()).isEqualTo(1);
        assertThat(knows(users, "janedoe", "myPassword")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"j\u00fcrgen", "\u5f20\u4f1f", "\ud83d\ude00", "\uFFFD", "jane doe", "a#b", "a@b.org", "$2y$"})
    void namesAreAnyTextInUtf8(String name) throws InvalidFileException {
        assertThat(knows(parse(name + ":" + BCRYPT), name, "myPassword")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "janedoe | expected name:hash, but there is no colon; complete the line or remove it",
                ":HASH | expected name:hash, but the name is empty; complete the line or remove it",
                "jane\u0001:HASH | a control character stands in the name or the hash; remove it",
                "jane\u0085:HASH | a control character stands in the name or the hash; remove it",
                "jane:\u0000HASH | a control character stands in the name or the hash; remove it",
                "jane:plain\u007f | a control character stands in the name or the hash; remove it",
                "jane :HASH | white space stands around the name \"jane \"; remove it",
                "admin:HASH | the name \"admin\" stands on line 1 already; remove one of the two",
                "argon:HASH | the name \"argon\" stands on line 2 already; remove one of the two",
                "jane: | the hash of \"jane\" is empty (was it cut off?); set the password anew with htpasswd -B or the WAR's user passwd",
                "jane::x | the hash of \"jane\" is empty (was it cut off?); set the password anew with htpasswd -B or the WAR's user passwd",
                "jane:$2y | the hash of \"jane\" is only the beginning of one (was it cut off?); "
                        + "set the password anew with htpasswd -B or the WAR's user passwd",
                "jane:HASHx | the hash of \"jane\" is not a whole bcrypt hash (was it cut off?); "
                        + "set the password anew with htpasswd -B or the WAR's user passwd",
                "jane:$6$salt$x | the hash of \"jane\" is not a whole sha512-crypt hash (was it cut off?); "
                        + "set the password anew with htpasswd -B or the WAR's user passwd"
            })
    void aWrongLineMakesTheFileInvalid(String line, String problem) {
        String before = "admin:" + BCRYPT + "\nargon:$argon2id$v=19$x\n\n# comment\r\n\n\n";

        assertThat(problems(before + line.replace("HASH", BCRYPT) + "\n"))
                .containsExactly("users.htpasswd line 7: " + problem);
    }

    @Test
    void aNameBeginsWhereItsLineBegins() {
        assertThat(problems(" jane:" + BCRYPT))
                .containsExactly("users.htpasswd line 1: white space stands around the name \" jane\"; remove it");
    }

    @Test
    void bytesThatAreNotUtf8MakeTheFileInvalid() {
        byte[] latin1 = ("ok:" + BCRYPT + "\nj\u00fcrgen:" + BCRYPT + "\n# gr\u00fc\u00df\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problems(latin1))
                .containsExactly(
                        "users.htpasswd line 2: not UTF-8 text; save the file as UTF-8",
                        "users.htpasswd line 3: not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void bytesThatAreNotUtf8AreNotTakenForAReplacementCharacter() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("\uFFFD".getBytes(StandardCharsets.UTF_8));
        content.write(0xFF);
        content.writeBytes((":" + BCRYPT).getBytes(StandardCharsets.UTF_8));

        assertThat(problems(content.toByteArray()))
                .containsExactly("users.htpasswd line 1: not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void aFileOfAnotherEncodingIsInvalid() {
        assertThat(problems(("admin:" + BCRYPT + "\n").getBytes(StandardCharsets.UTF_16)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n\n", "\uFEFF", "\uFEFF \n"})
    void anEmptyFileIsNotMeant(String text) {
        assertThat(problems(text))
                .containsExactly(
                        "users.htpasswd: the file is empty; add users with htpasswd -B FILE NAME or the WAR's user add, "
                                + "or write a comment line (#) if nobody is to log in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "# nobody\n", "\n  # nobody for now\n\n", "\uFEFF#"})
    void aFileOfCommentsMeansNobody(String text) throws InvalidFileException {
        assertThat(parse(text).size()).isZero();
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThat(problems("one\ntwo:$\nok:" + BCRYPT + "\n:x\nok:" + APR1))
                .containsExactly(
                        "users.htpasswd line 1: expected name:hash, but there is no colon; complete the line or remove it",
                        "users.htpasswd line 2: the hash of \"two\" is only the beginning of one (was it cut off?); "
                                + "set the password anew with htpasswd -B or the WAR's user passwd",
                        "users.htpasswd line 4: expected name:hash, but the name is empty; complete the line or remove it",
                        "users.htpasswd line 5: the name \"ok\" stands on line 3 already; remove one of the two");
    }

    @Test
    void ofVeryManyProblemsTheFirstAreReported() {
        assertThat(problems("x\n".repeat(1000)))
                .hasSize(21)
                .startsWith("users.htpasswd line 1: expected name:hash, but there is no colon; "
                        + "complete the line or remove it")
                .endsWith("users.htpasswd: and 980 more problems");
    }

    @Test
    void aNameThatStandsTwiceIsNoticedWhateverItsHashes() {
        assertThat(problems("a:$\na:" + BCRYPT)).hasSize(2);
        assertThat(problems("a:plain text\na:" + APR1)).hasSize(1);
        assertThat(problems("a:" + Vector.of("{SHA}").hash() + "\na:" + BCRYPT)).hasSize(1);
        assertThat(problems("a:" + BCRYPT.replace("$05$", "$15$") + "\na:" + BCRYPT))
                .hasSize(1);
    }

    @Test
    void noMessageShowsAHash() {
        String message = String.join("\n", problems("jane:" + BCRYPT + "x\nadmin:" + BCRYPT + "\nadmin:" + APR1));

        assertThat(message).doesNotContain(BCRYPT.substring(0, 12)).doesNotContain(APR1.substring(0, 12));
    }

    @Test
    void aStoredHashDoesNotPrint() throws InvalidFileException {
        assertThat(parse("admin:" + BCRYPT).find("admin")).hasToString("StoredHash[bcrypt]");
    }
}
