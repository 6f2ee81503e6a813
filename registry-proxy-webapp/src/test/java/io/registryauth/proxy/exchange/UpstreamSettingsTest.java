package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.proxy.settings.NamedValues;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamSettingsTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void theUpstreamHasWhatTheSettingsAndTheirFilesSay() throws Exception {
        OpenSsl.selfSigned(folder, "ca");
        Path credentials = Files.writeString(folder.resolve("credentials"), "jané:p:ss wörd\r\n");

        Upstream upstream = read(Map.of(
                "REGAUTH_UPSTREAM",
                "https://registry.example.com/base",
                "REGAUTH_UPSTREAM_CA",
                folder.resolve("ca.crt").toString(),
                "REGAUTH_UPSTREAM_CREDENTIALS",
                credentials.toString(),
                "REGAUTH_UPSTREAM_CONNECT_TIMEOUT",
                "3s",
                "REGAUTH_UPSTREAM_CONNECTIONS",
                "7"));

        assertThat(problems.messages()).isEmpty();
        assertThat(upstream.base()).hasToString("https://registry.example.com/base");
        assertThat(upstream.tls()).isNotNull();
        assertThat(upstream.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(upstream.idleTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(upstream.pool().connections()).isEqualTo(7);
        String sent = Objects.requireNonNull(upstream.authorization());
        assertThat(sent).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(sent.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("jané:p:ss wörd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", ":secret", "a:secret\nb:secret\n", "a:sec\u0001ret"})
    void aCredentialsFileIsOneLineOfUserAndPasswordAndIsNeverQuoted(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("credentials"), text);

        read(Map.of("REGAUTH_UPSTREAM_CREDENTIALS", file.toString()));

        assertThat(problems.messages())
                .containsExactly("upstream-credentials: " + file + " is not one line user:password");
    }

    @Test
    void filesThatAreMissingOrNotTextAreProblems() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', ':', (byte) 0xff});
        read(Map.of("REGAUTH_UPSTREAM_CREDENTIALS", binary.toString()));
        read(Map.of("REGAUTH_UPSTREAM_CREDENTIALS", "/no/such/file"));
        read(Map.of("REGAUTH_UPSTREAM", "https://a", "REGAUTH_UPSTREAM_CA", "/no/such/file"));
        read(Map.of("REGAUTH_UPSTREAM_CREDENTIALS", folder.toString()));

        assertThat(problems.messages())
                .hasSize(4)
                .startsWith(
                        "upstream-credentials: " + binary + " is not UTF-8",
                        "upstream-credentials: /no/such/file: there is no such file; check its name",
                        "upstream-ca: /no/such/file: there is no such file; check its name");
        assertThat(problems.messages().get(3))
                .isEqualTo("upstream-credentials: " + folder + ": this is a directory; name the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:s3cret", "user:s3/cret"})
    void credentialsInTheirFilesPlaceAreNotQuoted(String credentials) {
        read(Map.of("REGAUTH_UPSTREAM_CREDENTIALS", credentials));

        assertThat(problems.messages())
                .containsExactly("upstream-credentials: there is no such file; give the name of a file that holds"
                        + " user:password");
    }

    private Upstream read(Map<String, String> environment) {
        Settings settings = Settings.read(
                ProxySettings.TABLE, List.of(NamedValues.environment(new HashMap<>(environment))), problems);
        return UpstreamSettings.read(settings, problems).orElseThrow();
    }
}
