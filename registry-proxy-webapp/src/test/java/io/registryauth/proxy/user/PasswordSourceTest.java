package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordSourceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aNewPasswordIsAskedForTwice() throws Exception {
        TypingPerson person = new TypingPerson("secret", "secret");

        assertThat(PasswordSource.promptForNew(person).read("jane")).containsExactly("secret".toCharArray());
        assertThat(person.prompts).containsExactly("New password of jane: ", "The same once more: ");
        assertThat(person.handedOut.get(1)).containsOnly('\0');
    }

    @Test
    void twoPasswordsThatDifferAreRefusedAndCleared() {
        TypingPerson person = new TypingPerson("secret", "secert");

        assertThatThrownBy(() -> PasswordSource.promptForNew(person).read("jane"))
                .isInstanceOf(CommandException.class)
                .hasMessage("the two passwords differ");
        assertThat(person.handedOut).hasSize(2).allSatisfy(typed -> assertThat(typed)
                .containsOnly('\0'));
    }

    @Test
    void aKnownPasswordIsAskedForOnce() throws Exception {
        TypingPerson person = new TypingPerson("secret");

        assertThat(PasswordSource.prompt(person).read("jane")).containsExactly("secret".toCharArray());
        assertThat(person.prompts).containsExactly("Password of jane: ");
    }

    @Test
    void whereThereIsNoTerminalTheFlagIsNamed() {
        TypingPerson nobody = new TypingPerson();

        assertThatThrownBy(() -> PasswordSource.promptForNew(nobody).read("jane"))
                .hasMessageContainingAll("--stdin", "--generate");
        assertThatThrownBy(() -> PasswordSource.prompt(nobody).read("jane"))
                .hasMessageContaining("--stdin")
                .hasMessageNotContaining("--generate");
    }

    @Test
    void theEndOfInputIsNoPassword() {
        TypingPerson person = new TypingPerson("secret");

        assertThatThrownBy(() -> PasswordSource.promptForNew(person).read("jane"))
                .hasMessage("no password was typed");
        assertThat(person.handedOut.get(0)).containsOnly('\0');
    }

    @Test
    void whatTheLocaleCouldNotReadIsRefused() {
        TypingPerson person = new TypingPerson("p\uFFFD\uFFFDss");

        assertThatThrownBy(() -> PasswordSource.prompt(person).read("jane"))
                .hasMessageContainingAll("LC_ALL=C.UTF-8", "--stdin");
        assertThat(person.handedOut.get(0)).containsOnly('\0');
    }

    @ParameterizedTest
    @CsvSource({
        "secret\\n, secret",
        "secret\\r\\n, secret",
        "secret, secret",
        "secret\\nmore\\n, secret",
        "secret\\n\\n, secret",
        "secret\\r\\r\\n, secret\\r",
        "secret\\r, secret\\r",
        "' se cret ', ' se cret '",
        "p\u00e4ss\ud83d\ude00\\n, p\u00e4ss\ud83d\ude00",
        "\\n, ''",
        "'', ''"
    })
    void oneLineEndIsTakenOffTheFirstLine(String input, String password) throws Exception {
        assertThat(new String(read(unescaped(input).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(unescaped(password));
    }

    @Test
    void aLineThatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> read("p\u00e4ss\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(CommandException.class)
                .hasMessage("the password on standard input is not UTF-8 text");
    }

    @Test
    void aStreamThatHoldsNoPasswordIsNotReadToItsEnd() throws Exception {
        InputStream wrong = new ByteArrayInputStream(new byte[100_000]);

        assertThatThrownBy(() -> PasswordSource.line(wrong).read("jane"))
                .hasMessage("the first line of standard input is too long for a password");
        assertThat(wrong.available()).isGreaterThan(90_000);
    }

    @Test
    void aStreamThatFailsIsNoPassword() throws Exception {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(() -> PasswordSource.line(closed).read("jane"))
                .isInstanceOf(CommandException.class)
                .hasMessage("standard input cannot be read: Stream closed");
    }

    @Test
    void aGeneratedPasswordIsEveryTimeAnotherOfPlainCharacters() throws Exception {
        Set<String> passwords = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            passwords.add(new String(PasswordSource.generated(print()).read("jane")));
        }

        assertThat(passwords).hasSize(200).allMatch(password -> password.matches("[A-HJ-NP-Za-km-z2-9]{24}"));
        assertThat(String.join("", passwords).chars().distinct()).hasSize(57);
        assertThat(Math.log(57) / Math.log(2) * 24).isGreaterThan(128);
    }

    @Test
    void aGeneratedPasswordIsPrintedWhenItIsAboutToCount() throws Exception {
        PasswordSource source = PasswordSource.generated(print());
        char[] password = source.read("jane");
        assertThat(out.size()).isZero();

        source.beforeItCounts(password);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(new String(password) + System.lineSeparator());
    }

    @Test
    void aGeneratedPasswordThatCannotBePrintedIsAnError() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        PasswordSource source = PasswordSource.generated(full);

        assertThatThrownBy(() -> source.beforeItCounts(source.read("jane")))
                .isInstanceOf(IOException.class)
                .hasMessage("the new password cannot be written to standard output");
    }

    private PrintStream print() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static char[] read(byte[] input) throws CommandException {
        return PasswordSource.line(new ByteArrayInputStream(input)).read("jane");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
