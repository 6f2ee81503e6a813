package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.proxy.user.TypingPerson;
import io.registryauth.settings.Setting;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String LOOPBACK = "127.0.0.1:0";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "serve --help", "--nonsense --help"})
    void helpExplainsEverySettingWithItsDefaultAndVariable(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();

        String help = out.toString(StandardCharsets.UTF_8);
        for (Setting<?> setting : ProxySettings.TABLE) {
            assertThat(help)
                    .contains(
                            "--" + setting.name() + "=" + setting.placeholder(),
                            NamedValues.environmentVariable(setting));
            if (setting.defaultText() != null) {
                assertThat(help).contains("Default: " + setting.defaultText() + ".");
            }
            String words = help.replaceAll("\\s+", " ");
            assertThat(words).contains(setting.description().replaceAll("\\s+", " "));
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).matches("registry-proxy-webapp \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void everyProblemStandsInOneMessageThatNamesTheSettings() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        Path users = write("users", "admin\n");
        Path credentials = write("credentials", "no colon, but a secret\n");
        Path ca = write("ca.pem", "no certificate\n");
        Path key = write("key.pem", "no key\n");
        properties.setProperty("regauth.usres", "x");
        environment.put("REGAUTH_ACCESS_LOG", "perhaps");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(
                            "--users",
                            users.toString(),
                            "--upstream",
                            "https://127.0.0.1:1",
                            "--upstream-ca",
                            ca.toString(),
                            "--upstream-credentials=" + credentials,
                            "--listen",
                            "127.0.0.1:" + taken.getLocalPort(),
                            "--tls-cert",
                            folder.resolve("a.crt").toString(),
                            "--tls-key",
                            key.toString(),
                            "--stop-timeout",
                            "soon",
                            "--tsl-key=secret",
                            "--password",
                            "secret",
                            "start"))
                    .isEqualTo(2);

            assertThat(lines())
                    .containsExactlyInAnyOrder(
                            "registry-proxy-webapp cannot start:",
                            "--tsl-key: there is no such flag; did you mean --tls-key?",
                            "--password: there is no such flag",
                            "start: there is no such command, and no setting takes it",
                            "system property regauth.usres: there is no such setting; did you mean regauth.users?",
                            "REGAUTH_ACCESS_LOG: \"perhaps\" is neither on nor off",
                            "--stop-timeout: \"soon\" is not a time; write for example 500ms, 30s, 15m or 2h",
                            "upstream-ca: " + ca + ": there is no certificate in it (-----BEGIN CERTIFICATE-----)",
                            "upstream-credentials: " + credentials + " is not one line user:password",
                            "tls-key: " + key + ": there is no private key in it (-----BEGIN PRIVATE KEY-----)",
                            "listen: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use",
                            lines().stream()
                                    .filter(l -> l.startsWith("users: "))
                                    .findFirst()
                                    .orElse("no problem with users"),
                            "See --help.");
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1").doesNotContain("secret");
        assertThat(out.size()).isZero();
    }

    @Test
    void whatWasBoundForNothingIsFreeAgain() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(run("--listen", "127.0.0.1:" + port)).isEqualTo(2);

        assertThat(lines()).anyMatch(line -> line.startsWith("users: name the users file"));
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-cert", "--tls-key"})
    void oneTlsFileNeedsTheOtherAndIsCheckedAllTheSame(String flag) {
        assertThat(run("--listen", LOOPBACK, flag, "/no/such/file")).isEqualTo(2);

        assertThat(lines()).anyMatch(l -> l.contains("as well; " + flag.substring(2) + " alone is not enough"));
        assertThat(lines()).contains(flag.substring(2) + ": /no/such/file: there is no such file; check its name");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        OpenSsl.selfSigned(folder, "b");

        assertThat(run(
                        "--listen",
                        LOOPBACK,
                        "--tls-cert",
                        folder.resolve("a.crt").toString(),
                        "--tls-key",
                        folder.resolve("b.key").toString()))
                .isEqualTo(2);

        assertThat(lines())
                .contains("tls-key: " + folder.resolve("b.key") + " is not the key of any certificate in "
                        + folder.resolve("a.crt"));
    }

    @Test
    void anUpstreamCaWithoutHttpsIsAMistake() throws Exception {
        OpenSsl.selfSigned(folder, "a");

        assertThat(run(
                        "--listen",
                        LOOPBACK,
                        "--upstream-ca",
                        folder.resolve("a.crt").toString()))
                .isEqualTo(2);

        assertThat(lines())
                .contains("upstream-ca: does nothing while the upstream is http://127.0.0.1:5000, which is not https");
    }

    @Test
    void aFlagStandsOnceWithItsValueAndAfterTheCommand() {
        assertThat(run("--realm", "a", "--realm", "b")).isEqualTo(2);
        assertThat(run("--realm")).isEqualTo(2);
        assertThat(run("--realm", "a", "serve")).isEqualTo(2);
        assertThat(run("--realm", "--users", "x")).isEqualTo(2);

        assertThat(lines())
                .anyMatch(l -> l.contains("'--realm'") && l.contains("only once"))
                .contains("Missing required parameter for option '--realm' (TEXT)")
                .contains("flags stand after the command: serve --realm")
                .anyMatch(l -> l.contains("Expected parameter for option '--realm'"));
    }

    @Test
    void aHostThatDoesNotExistCannotBeListenedOn() {
        assertThat(run("--listen", "no-such-host.invalid:80")).isEqualTo(2);

        assertThat(lines()).contains("listen: there is no host no-such-host.invalid");
    }

    @Test
    void anArgumentThatNamesAFileOfArgumentsIsNotReadAsOne() throws Exception {
        assertThat(run("@" + write("args", "--help"))).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandContext context = new CommandContext(
                properties,
                environment,
                InputStream.nullInputStream(),
                new TypingPerson(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(context).run(arguments);
    }

    private List<String> lines() {
        return err.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
