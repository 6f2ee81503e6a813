package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.registryauth.reload.Reloader;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Credentials;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Apache's own {@code htpasswd} writes, with every algorithm that it has. */
class HtpasswdToolIT {
    private static final int COMMAND_NOT_FOUND = 127;
    private static final HtpasswdLimits WEAK = new HtpasswdLimits(true, 14, 1_000_000);

    /** DES crypt reads 8 bytes. */
    private static final List<String> PASSWORDS = List.of("secret", "p\u00e4ss", "a b:c$", "\ud83d\ude00", "x");

    private static final List<String> NAMES =
            List.of("janedoe", "j\u00fcrgen", "\u5f20\u4f1f", "\ud83d\ude00", "jane doe");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("users.htpasswd");
    }

    private void htpasswd(String name, String password, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("-b");
        if (!Files.exists(file())) {
            arguments.add("-c");
        }
        arguments.addAll(List.of(file().toString(), name, password));
        run(arguments);
    }

    /** Runs the tool by way of xargs: the JDK passes arguments in the encoding of the locale, xargs passes bytes. */
    private static void run(List<String> arguments) throws Exception {
        Process process = new ProcessBuilder("xargs", "-0", "htpasswd")
                .redirectErrorStream(true)
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(String.join("\0", arguments).getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status == COMMAND_NOT_FOUND) {
            fail("htpasswd is not installed: run .ci/install-tools.sh");
        }
        assertThat(status).as(output).isZero();
    }

    private Optional<Authentication> authenticate(String name, String password) throws Exception {
        return HtpasswdAuthenticator.load(file(), WEAK, new Reloader()).authenticate(new Credentials(name, password));
    }

    static Stream<String> algorithms() {
        return Stream.of("-B", "-B -C 4", "-B -C 10", "-m", "-2", "-2 -r 1000", "-5", "-5 -r 20000", "-s", "-d");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void theRightPasswordPassesAndWrongOnesDoNot(String options) throws Exception {
        for (String password : PASSWORDS) {
            htpasswd("janedoe", password, options.split(" "));

            assertThat(authenticate("janedoe", password)).as(password).isPresent();
            assertThat(authenticate("janedoe", "y" + password)).as(password).isEmpty();
            assertThat(authenticate("janedoe", password.substring(1)))
                    .as(password)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void namesMayBeAnyUtf8(String options) throws Exception {
        for (String name : NAMES) {
            htpasswd(name, "secret", options.split(" "));
        }
        for (String name : NAMES) {
            assertThat(authenticate(name, "secret")).as(name).isPresent();
            assertThat(authenticate(name, "wrong")).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-B -C 15", "-5 -r 1000001", "-2 -r 1000001"})
    void aHashAboveTheLimitsDoesNotLogIn(String options) throws Exception {
        htpasswd("janedoe", "secret", options.split(" "));
        htpasswd("other", "secret", "-B");

        assertThat(authenticate("janedoe", "secret")).isEmpty();
        assertThat(authenticate("other", "secret")).isPresent();
    }

    static Stream<Arguments> strength() {
        return Stream.of(
                Arguments.of("-B", true),
                Arguments.of("-m", true),
                Arguments.of("-2", true),
                Arguments.of("-5", true),
                Arguments.of("-s", false),
                Arguments.of("-d", false));
    }

    @ParameterizedTest
    @MethodSource("strength")
    void weakAlgorithmsLogInOnlyWhereAllowed(String option, boolean strong) throws Exception {
        htpasswd("janedoe", "secret", option);
        HtpasswdAuthenticator users = HtpasswdAuthenticator.load(file(), HtpasswdLimits.DEFAULTS, new Reloader());

        assertThat(users.authenticate(new Credentials("janedoe", "secret")).isPresent())
                .isEqualTo(strong);
    }

    @Test
    void plainTextNeverLogsIn() throws Exception {
        htpasswd("janedoe", "secret word", "-p");

        assertThat(Files.readString(file())).isEqualTo("janedoe:secret word\n");
        assertThat(authenticate("janedoe", "secret word")).isEmpty();
    }

    @Test
    void bcryptWithUtf8AtItsLimitOf72BytesPasses() throws Exception {
        String longest = "\u00e4".repeat(36);
        htpasswd("janedoe", longest, "-B", "-C", "4");

        assertThat(authenticate("janedoe", longest)).isPresent();
        assertThat(authenticate("janedoe", longest + "x")).isEmpty();
    }

    @Test
    void aDeletedUserIsUnknown() throws Exception {
        htpasswd("janedoe", "secret", "-B");
        htpasswd("other", "secret", "-B");
        run(List.of("-D", file().toString(), "janedoe"));

        assertThat(authenticate("janedoe", "secret")).isEmpty();
        assertThat(authenticate("other", "secret")).isPresent();
    }
}
