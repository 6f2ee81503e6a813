package io.registryauth.proxy.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.pem.OpenSsl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The packaged WAR with a certificate. */
class StandaloneTlsIT extends StandaloneTestBase {
    @Test
    void aRenewedCertificateIsServedWithoutARestart() throws Exception {
        OpenSsl.selfSigned(folder, "old");
        OpenSsl.selfSigned(folder, "new");
        Path cert = Files.copy(folder.resolve("old.crt"), folder.resolve("tls.crt"));
        Path key = Files.copy(folder.resolve("old.key"), folder.resolve("tls.key"));
        URI server = awaitStart(serve("--tls-cert", cert.toString(), "--tls-key", key.toString()));
        HttpClient client = HttpClient.newBuilder().sslContext(Trust.all()).build();
        HttpResponse<String> response = get(client, server.resolve("/v2/"), "secret");
        assertThat(response.body()).isEqualTo("upstream");
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(subject(server)).isEqualTo("CN=old");

        Files.writeString(cert, "broken");
        awaitLine("event=tls-renewal-refused");
        assertThat(subject(server)).isEqualTo("CN=old");

        Files.copy(folder.resolve("new.crt"), cert, REPLACE_EXISTING);
        Files.copy(folder.resolve("new.key"), key, REPLACE_EXISTING);
        awaitLine("event=tls-renewed");
        assertThat(subject(server)).isEqualTo("CN=new");
    }

    private static String subject(URI server) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) Trust.all().getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
