package io.registryauth.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdapSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void theExampleFileIsRead() throws Exception {
        LdapSettings settings = LdapSettings.load(Path.of("ldap.properties"));

        assertThat(settings.url()).hasToString("ldap://127.0.0.1:1389");
        assertThat(settings.bindDn()).isEqualTo("cn=registry,dc=example,dc=org");
        assertThat(settings.bindPassword()).isEqualTo("searches for users");
        assertThat(settings.base()).isEqualTo("ou=people,dc=example,dc=org");
        assertThat(settings.userAttribute()).isEqualTo("uid");
        assertThat(settings.stampAttribute()).isEqualTo("modifyTimestamp");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsMissingOrUnknownIsNamedAllAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("ldap.properties"), "url = ldap://localhost\nbind-nd = x\n");

        assertThatThrownBy(() -> LdapSettings.load(file))
                .hasMessage(file + ": missing [base, bind-dn, bind-password, stamp-attribute, timeout-seconds,"
                        + " user-attribute], unknown [bind-nd]");
    }

    @Test
    void passwordsDoNotCrossTheNetworkInTheClear() throws IOException {
        assertThatThrownBy(() -> LdapSettings.load(withUrl("ldap://ldap.example.org")))
                .hasMessageContainingAll("url: ldap://ldap.example.org", "use ldaps");
        assertThat(LdapSettings.load(withUrl("ldaps://ldap.example.org")).isEncrypted())
                .isTrue();
    }

    @Test
    void thePasswordNeverPrints() throws IOException {
        assertThat(LdapSettings.load(Path.of("ldap.properties")).toString()).doesNotContain("searches for users");
    }

    private Path withUrl(String url) throws IOException {
        String text = Files.readString(Path.of("ldap.properties"));
        return Files.writeString(folder.resolve("ldap.properties"), text.replaceFirst("url = .*", "url = " + url));
    }
}
