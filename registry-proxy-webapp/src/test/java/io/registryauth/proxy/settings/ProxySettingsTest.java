package io.registryauth.proxy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {
    @Test
    void theTableHasTheFiltersSettingsAndItsOwnEachOnce() {
        assertThat(ProxySettings.TABLE).doesNotContain(FilterSettings.KEEP_AUTHORIZATION);
        assertThat(ProxySettings.TABLE)
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .containsExactly(
                        "users",
                        "writers",
                        "read-methods",
                        "rules",
                        "groups",
                        "shadow-rules",
                        "realm",
                        "weak-hashes",
                        "max-bcrypt-cost",
                        "max-sha-crypt-rounds",
                        "credentials-ttl",
                        "credentials-max",
                        "hashing-permits",
                        "hashing-queue",
                        "throttle",
                        "throttle-free",
                        "throttle-max-delay",
                        "throttle-max",
                        "upstream",
                        "upstream-ca",
                        "upstream-credentials",
                        "upstream-connections",
                        "upstream-connect-timeout",
                        "upstream-idle-timeout",
                        "public-url",
                        "trusted-proxies",
                        "access-log",
                        "listen",
                        "tls-cert",
                        "tls-key",
                        "client-idle-timeout",
                        "stop-timeout");
    }

    @Test
    void theDefaultsRunAgainstARegistryOnThisMachine() {
        Settings settings = read(Map.of());

        assertThat(settings.get(ProxySettings.UPSTREAM)).hasToString("http://127.0.0.1:5000");
        assertThat(settings.get(ProxySettings.LISTEN)).isEqualTo(address("127.0.0.1", 8080));
        assertThat(settings.get(ProxySettings.ACCESS_LOG)).isTrue();
        assertThat(settings.get(ProxySettings.UPSTREAM_CONNECTIONS)).isEqualTo(2048);
        assertThat(settings.get(ProxySettings.UPSTREAM_CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(ProxySettings.UPSTREAM_IDLE_TIMEOUT)).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.get(ProxySettings.CLIENT_IDLE_TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.get(ProxySettings.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(25));
        for (Setting<?> none : List.of(
                ProxySettings.UPSTREAM_CA,
                ProxySettings.UPSTREAM_CREDENTIALS,
                ProxySettings.PUBLIC_URL,
                ProxySettings.TRUSTED_PROXIES,
                ProxySettings.TLS_CERT,
                ProxySettings.TLS_KEY)) {
            assertThat(settings.find(none)).as(none.name()).isEmpty();
        }
    }

    @Test
    void eachSettingTakesAnotherValueThanItsDefault() {
        Settings settings = read(Map.ofEntries(
                Map.entry("regauth.upstream", "https://registry.example.com:5443/base"),
                Map.entry("regauth.upstream-ca", "ca.pem"),
                Map.entry("regauth.upstream-credentials", "credentials"),
                Map.entry("regauth.upstream-connections", "7"),
                Map.entry("regauth.upstream-connect-timeout", "500ms"),
                Map.entry("regauth.upstream-idle-timeout", "2h"),
                Map.entry("regauth.public-url", "https://registry.example.com/"),
                Map.entry("regauth.trusted-proxies", "10.0.0.0/8, ::1"),
                Map.entry("regauth.access-log", "off"),
                Map.entry("regauth.listen", "[::1]:0"),
                Map.entry("regauth.tls-cert", "chain.pem"),
                Map.entry("regauth.tls-key", "key.pem"),
                Map.entry("regauth.client-idle-timeout", "7s"),
                Map.entry("regauth.stop-timeout", "8s")));

        assertThat(settings.get(ProxySettings.UPSTREAM)).hasToString("https://registry.example.com:5443/base");
        assertThat(settings.get(ProxySettings.UPSTREAM_CA)).isEqualTo(Path.of("ca.pem"));
        assertThat(settings.get(ProxySettings.UPSTREAM_CREDENTIALS)).isEqualTo(Path.of("credentials"));
        assertThat(settings.get(ProxySettings.UPSTREAM_CONNECTIONS)).isEqualTo(7);
        assertThat(settings.get(ProxySettings.UPSTREAM_CONNECT_TIMEOUT)).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.get(ProxySettings.UPSTREAM_IDLE_TIMEOUT)).isEqualTo(Duration.ofHours(2));
        assertThat(settings.get(ProxySettings.PUBLIC_URL)).hasToString("https://registry.example.com");
        assertThat(settings.get(ProxySettings.TRUSTED_PROXIES).contains("10.1.2.3"))
                .isTrue();
        assertThat(settings.get(ProxySettings.TRUSTED_PROXIES).contains("11.1.2.3"))
                .isFalse();
        assertThat(settings.get(ProxySettings.ACCESS_LOG)).isFalse();
        assertThat(settings.get(ProxySettings.LISTEN)).isEqualTo(address("::1", 0));
        assertThat(settings.get(ProxySettings.TLS_CERT)).isEqualTo(Path.of("chain.pem"));
        assertThat(settings.get(ProxySettings.TLS_KEY)).isEqualTo(Path.of("key.pem"));
        assertThat(settings.get(ProxySettings.CLIENT_IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.get(ProxySettings.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "upstream        | ftp://a            | \"ftp://a\" does not begin with http:// or https://",
                "upstream        | 127.0.0.1:5000     | \"127.0.0.1:5000\" is not a URL: Illegal character in scheme name",
                "upstream        | localhost:5000     | \"localhost:5000\" does not begin with http:// or https://",
                "upstream        | http:///v2/        | \"http:///v2/\" is not an http or https URL with a host",
                "upstream        | http://a_b         | \"http://a_b\" is not an http or https URL with a host",
                "upstream        | http://a:70000     | \"http://a:70000\" is not an http or https URL with a host",
                "upstream        | http://a/?b        | \"http://a/?b\" has a query or a fragment; leave them out",
                "upstream        | http://a/../b      | \"http://a/../b\" has an ambiguous path; leave out //, . and ..",
                "upstream        | http://me:pw@a     | \"http://***@a\" has a user and password in it; upstream-credentials takes them",
                "upstream        | http://me:p w@/x@a | \"http://***@a\" is not a URL: Illegal character in authority",
                "upstream        | me:p//w@a:5000     | \"***@a:5000\" does not begin with http:// or https://",
                "upstream        | http:/me:pw@a:5000 | \"***@a:5000\" is not an http or https URL with a host",
                "upstream-connections | 0             | \"0\" is not a whole number from 1 to 65536",
                "public-url      | https://a/b        | \"https://a/b\" has a path; a registry is always at the root of its host",
                "trusted-proxies | 10.0.0.0/99        | -",
                "access-log      | yes                | \"yes\" is neither on nor off",
                "listen          | 8080               | \"8080\" is not HOST:PORT; write for example 127.0.0.1:8080 or [::1]:8080",
                "listen          | :8080              | \":8080\" is not HOST:PORT; write for example 127.0.0.1:8080 or [::1]:8080",
                "listen          | ::1:8080           | \"::1:8080\" is not HOST:PORT; write for example 127.0.0.1:8080 or [::1]:8080",
                "listen          | a:65536            | \"a:65536\" has a port above 65535",
                "stop-timeout    | 10                 | \"10\" is not a time; write for example 500ms, 30s, 15m or 2h",
            })
    void aWrongValueSaysWhatIsExpectedAndShowsNoPassword(String name, String value, String problem) {
        Problems problems = new Problems();
        Settings.read(
                ProxySettings.TABLE,
                List.of(NamedValues.environment(
                        Map.of("REGAUTH_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value))),
                problems);

        assertThat(problems.messages())
                .singleElement()
                .asString()
                .startsWith("REGAUTH_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + ": ")
                .endsWith(problem == null ? "" : problem);
    }

    private static Settings read(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        Problems problems = new Problems();
        Settings settings =
                Settings.read(ProxySettings.TABLE, List.of(NamedValues.systemProperties(properties)), problems);
        assertThat(problems.messages()).isEmpty();
        return settings;
    }

    private static InetSocketAddress address(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }
}
