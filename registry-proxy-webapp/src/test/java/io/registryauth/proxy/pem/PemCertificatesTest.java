package io.registryauth.proxy.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemCertificatesTest {
    @TempDir
    Path folder;

    @Test
    void everyCertificateIsReadInOrder() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        OpenSsl.selfSigned(folder, "b");
        String both = Files.readString(folder.resolve("a.crt")) + Files.readString(folder.resolve("b.crt"));

        assertThat(PemCertificates.parse(both.getBytes(StandardCharsets.US_ASCII)))
                .extracting(c -> c.getSubjectX500Principal().getName())
                .containsExactly("CN=a", "CN=b");
    }

    @Test
    void aTextWithoutACertificateIsRefused() {
        assertThatThrownBy(() -> PemCertificates.parse("hello".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(PemException.class)
                .hasMessage("there is no certificate in it (-----BEGIN CERTIFICATE-----)");
    }

    @Test
    void aMalformedCertificateNamesItsLine() {
        String text = "# mine\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

        assertThatThrownBy(() -> PemCertificates.parse(text.getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("line 2: the certificate that begins here is malformed");
    }
}
