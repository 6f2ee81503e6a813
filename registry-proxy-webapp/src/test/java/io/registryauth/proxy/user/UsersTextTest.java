package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.htpasswd.HtpasswdAuthenticator;
import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.proxy.user.UsersText.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsersTextTest {
    private static final String MARK = "\uFEFF";

    static Stream<Arguments> additions() {
        return Stream.of(
                Arguments.of("", "jane:H\n"),
                Arguments.of(MARK, MARK + "jane:H\n"),
                Arguments.of("a:1\n", "a:1\njane:H\n"),
                Arguments.of("a:1", "a:1\njane:H\n"),
                Arguments.of("a:1\n\n", "a:1\n\njane:H\n"),
                Arguments.of("# c\r\na:1\r\n", "# c\r\na:1\r\njane:H\r\n"),
                Arguments.of("# c\r\na:1", "# c\r\na:1\r\njane:H\r\n"),
                Arguments.of("a:1\nb:2\r\n", "a:1\nb:2\r\njane:H\n"),
                Arguments.of(MARK + "# jane:x\n", MARK + "# jane:x\njane:H\n"));
    }

    @ParameterizedTest
    @MethodSource("additions")
    void aNewUserStandsOnALineOfItsOwnAtTheEnd(String before, String after) {
        assertThat(new UsersText(before).with("jane", "H").text()).isEqualTo(after);
    }

    static Stream<String> layouts() {
        return Stream.of(
                "jane:OLD",
                "jane:OLD\n",
                MARK + "jane:OLD\n",
                "# jane:x\r\n\r\na:1:comment\r\njane:OLD:the comment: of Jane\t\r\nb:2",
                "a:1\njane:OLD \t\nb:2\n",
                " # jane:x\njane:OLD:\n\n\n# end",
                "janet:1\njane:OLD\njan:2\nJane:3\n");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anotherHashChangesNothingElse(String layout) {
        UsersText users = new UsersText(layout);

        assertThat(users.withHash(find(users, "jane"), "NEW").text()).isEqualTo(layout.replace("OLD", "NEW"));
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                Arguments.of("a:1\njane:H:c\nb:2\n", "a:1\nb:2\n"),
                Arguments.of("# c\r\njane:H\r\nb:2", "# c\r\nb:2"),
                Arguments.of("a:1\njane:H", "a:1\n"),
                Arguments.of(MARK + "jane:H\nb:2\n", MARK + "b:2\n"),
                Arguments.of("# nobody\njane:H\n", "# nobody\n"),
                Arguments.of("jane:H\n", "# name:hash, one user a line\n"),
                Arguments.of("jane:H", "# name:hash, one user a line\n"),
                Arguments.of("jane:H\r\n", "# name:hash, one user a line\r\n"),
                Arguments.of(MARK + "jane:H\n", MARK + "# name:hash, one user a line\n"),
                Arguments.of("\njane:H\n \n", "\n \n# name:hash, one user a line\n"));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void aRemovedUserTakesItsLineAloneAndNeverLeavesABlankFile(String before, String after) {
        UsersText users = new UsersText(before);

        assertThat(users.without(find(users, "jane")).text()).isEqualTo(after);
    }

    @Test
    void namesAreComparedExactly() {
        assertThat(new UsersText("janet:1\nJane:2\n# jane:3\n").find("jane")).isNull();
    }

    @Test
    void theUsersAreThoseThatTheServerReads() throws Exception {
        String hash = HtpasswdHash.bcrypt("secret", 4);
        String layout = (MARK + "# by:hand\r\n\n \t\na:HASH\r\nb c:HASH:x:y\n  # d:HASH\n\ud83d\ude00:HASH \t\nz:HASH")
                .replace("HASH", hash);
        UsersText users = new UsersText(layout);
        HtpasswdAuthenticator server =
                HtpasswdAuthenticator.parse("users", layout.getBytes(StandardCharsets.UTF_8), HtpasswdLimits.DEFAULTS);

        assertThat(users.entries()).extracting(Entry::name).containsExactly("a", "b c", "\ud83d\ude00", "z");
        assertThat(users.entries()).allMatch(user -> user.hash().equals(hash));
        assertThat(users.entries()).allMatch(user -> server.stamp(user.name()).isPresent());
    }

    private static Entry find(UsersText users, String name) {
        return Objects.requireNonNull(users.find(name));
    }
}
