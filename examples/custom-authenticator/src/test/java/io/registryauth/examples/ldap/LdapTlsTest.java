package io.registryauth.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import io.registryauth.proxy.e2e.Command;
import io.registryauth.spi.Credentials;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdapTlsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void usersLogInOverAnEncryptedConnection() throws Exception {
        SSLContext tls = tls("dns:localhost");
        try (TestDirectory server = TestDirectory.start(tls);
                LdapDirectory directory = LdapDirectory.connect(server.settings("ldaps://localhost", TIMEOUT), tls)) {
            assertThat(new LdapAuthenticator(directory).authenticate(new Credentials("janedoe", "reader's pass:word")))
                    .isPresent();
        }
    }

    /** By a name: this client lets any certificate pass where it is told of a loopback address. */
    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
        SSLContext tls = tls("dns:ldap.example.org");
        try (TestDirectory server = TestDirectory.start(tls)) {
            assertThatThrownBy(() -> LdapDirectory.connect(server.settings("ldaps://localhost", TIMEOUT), tls))
                    .isInstanceOf(LDAPException.class)
                    .hasMessageContaining("localhost");
        }
    }

    @Test
    void aCertificateThatNobodyTrustedIssuedIsRefused() throws Exception {
        try (TestDirectory server = TestDirectory.start(tls("dns:localhost"))) {
            assertThatThrownBy(() -> LdapDirectory.connect(
                            server.settings("ldaps://localhost", TIMEOUT), SSLContext.getDefault()))
                    .isInstanceOf(LDAPException.class);
        }
    }

    /** A server with a certificate of its own making, and clients that trust it. */
    private SSLContext tls(String name) throws Exception {
        Path file = folder.resolve("keys");
        char[] password = "changeit".toCharArray();
        Command.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString())
                .with("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server", "-ext", "san=" + name)
                .with("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(password))
                .run()
                .succeeded();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
