package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.htpasswd.HtpasswdAuthenticator;
import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.spi.Credentials;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may be called, and what may be its password. */
class NamesAndPasswordsTest {
    @ParameterizedTest
    @CsvSource({
        "'', NAME is empty",
        "a:b, 'NAME has a colon, which ends the name in a users file'",
        "' jane', NAME has white space around it; leave it out",
        "'jane\u2003', NAME has white space around it; leave it out",
        "\uFEFFjane, NAME has white space around it; leave it out",
        "'#jane', 'NAME begins with #, which makes a comment of a line in a users file'"
    })
    void aNameThatAUsersFileCannotHoldIsRefused(String name, String problem) {
        assertThatThrownBy(() -> UserName.requireNew(name))
                .isInstanceOf(CommandException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "\u0000", "a\n", "a\u007f", "a\u0085b"})
    void aNameWithAControlCharacterIsRefusedEverywhere(String name) {
        assertThatThrownBy(() -> UserName.requireText(name)).hasMessage("NAME has a control character");
        assertThatThrownBy(() -> UserName.requireNew(name)).hasMessage("NAME has a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"j\uFFFDrgen", "a\uD800", "\uDC00b"})
    void aNameThatDidNotArriveIsRefusedEverywhere(String name) {
        assertThatThrownBy(() -> UserName.requireText(name)).hasMessageContaining("LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> UserName.requireNew(name)).hasMessageContaining("LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"a, 255, 256", "\u00e4, 127, 128"})
    void aNameMayBeAsLongAsApacheTakesIt(String letter, int longest, int tooLong) throws Exception {
        UserName.requireNew(letter.repeat(longest));
        assertThatThrownBy(() -> UserName.requireNew(letter.repeat(tooLong)))
                .hasMessage("NAME is longer than 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane", "j\u00fcrgen", "\ud83d\ude00", "jane doe", "a#b", "-x", "$2y$", "a@b.org", "!"})
    void anyOtherNameLogsIn(String name) throws Exception {
        UserName.requireNew(name);

        assertThat(logsIn(name, "secret")).isTrue();
    }

    static String[] refused() {
        return new String[] {
            "", "a\nb", "a\tb", "\u0000", "\u007f", "x".repeat(73), "\u00e4".repeat(36) + "x", "a\uD800"
        };
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aPasswordThatCouldNotLogInIsRefusedUnseen(String password) throws Exception {
        assertThatThrownBy(() -> PasswordRules.require(password.toCharArray()))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("the password ");
        assertThat(password.isEmpty() || !logsIn("jane", password)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void anyOtherPasswordLogsIn(String password) throws Exception {
        PasswordRules.require(password.toCharArray());

        assertThat(logsIn("jane", password)).isTrue();
    }

    static String[] accepted() {
        return new String[] {
            " ", "a:b", "x".repeat(72), "\u00e4".repeat(36), "\ud83d\ude00", "a\u0085b", "\uFFFD", "$'\"\\`!"
        };
    }

    private static boolean logsIn(String name, String password) throws Exception {
        String text =
                UsersText.NONE.with(name, HtpasswdHash.bcrypt(password, 4)).text();
        return HtpasswdAuthenticator.parse("users", text.getBytes(StandardCharsets.UTF_8), HtpasswdLimits.DEFAULTS)
                .authenticate(new Credentials(name, password))
                .isPresent();
    }
}
