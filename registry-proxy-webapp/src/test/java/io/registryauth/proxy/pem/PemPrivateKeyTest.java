package io.registryauth.proxy.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemPrivateKeyTest {
    @TempDir
    Path folder;

    @Test
    void pkcs1AndPkcs8OfOneRsaKeyAreTheSameKey() throws Exception {
        OpenSsl.run(folder, "genrsa", "-traditional", "-out", "pkcs1.pem", "2048");
        OpenSsl.run(folder, "pkcs8", "-topk8", "-nocrypt", "-in", "pkcs1.pem", "-out", "pkcs8.pem");

        assertThat(text("pkcs1.pem")).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(text("pkcs8.pem")).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(parse("pkcs1.pem")).isInstanceOf(RSAPrivateKey.class).isEqualTo(parse("pkcs8.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
    void sec1AndPkcs8OfOneEcKeyAreTheSameKey(String curve) throws Exception {
        // Without -noout the parameters of the curve stand before the key, in a block of their own.
        OpenSsl.run(folder, "ecparam", "-name", curve, "-genkey", "-out", "sec1.pem");
        OpenSsl.run(folder, "pkcs8", "-topk8", "-nocrypt", "-in", "sec1.pem", "-out", "pkcs8.pem");

        assertThat(text("sec1.pem")).contains("-----BEGIN EC PARAMETERS-----", "-----BEGIN EC PRIVATE KEY-----");
        ECPrivateKey sec1 = (ECPrivateKey) parse("sec1.pem");
        ECPrivateKey pkcs8 = (ECPrivateKey) parse("pkcs8.pem");
        assertThat(sec1.getS()).isEqualTo(pkcs8.getS());
        assertThat(sec1.getParams()).isEqualTo(pkcs8.getParams());
    }

    @Test
    void anEd25519KeyIsRead() throws Exception {
        OpenSsl.run(folder, "genpkey", "-algorithm", "ed25519", "-out", "key.pem");

        assertThat(parse("key.pem").getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void theKeyIsFoundBesideACertificate() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        Files.writeString(folder.resolve("both.pem"), text("a.crt") + "some words\r\n" + text("a.key"));

        assertThat(parse("both.pem")).isEqualTo(parse("a.key"));
        assertThat(PemCertificates.parse(Files.readAllBytes(folder.resolve("both.pem"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-traditional", "-aes256"})
    void anEncryptedKeySaysHowToDecryptIt(String format) throws Exception {
        OpenSsl.run(folder, "genrsa", format, "-aes256", "-passout", "pass:secret", "-out", "key.pem", "2048");

        assertThatThrownBy(() -> parse("key.pem"))
                .isInstanceOf(PemException.class)
                .hasMessage(
                        "the private key is encrypted; openssl pkey -in ENCRYPTED -out PLAIN writes a file with it that is not");
    }

    @Test
    void aFileWithoutAKeyOrWithTwoIsRefused() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        Files.writeString(folder.resolve("two.pem"), text("a.key") + text("a.key"));

        assertThatThrownBy(() -> parse("a.crt")).hasMessageStartingWith("there is no private key in it");
        assertThatThrownBy(() -> parse("two.pem")).hasMessage("there are 2 private keys in it; leave one");
    }

    @Test
    void aKeyThatWasCutOffAnywhereIsMalformedAndNothingElseHappens() throws Exception {
        OpenSsl.run(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "sec1.pem");
        String body = text("sec1.pem").lines().filter(l -> !l.startsWith("-")).reduce("", String::concat);
        byte[] der = Base64.getDecoder().decode(body);

        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            String pem = "-----BEGIN EC PRIVATE KEY-----\n"
                    + Base64.getEncoder().encodeToString(cut) + "\n-----END EC PRIVATE KEY-----\n";
            assertThatThrownBy(() -> PemPrivateKey.parse(pem.getBytes(StandardCharsets.US_ASCII)))
                    .as("%d bytes", length)
                    .isInstanceOf(PemException.class);
        }
    }

    @Test
    void aBlockWithoutAnEndOrWithWrongLettersNamesItsLine() {
        assertThatThrownBy(() ->
                        PemPrivateKey.parse("\n-----BEGIN PRIVATE KEY-----\nAAAA".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("line 2: the PRIVATE KEY that begins here has no end");
        assertThatThrownBy(() -> PemPrivateKey.parse(
                        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("line 1: the PRIVATE KEY that begins here is not base64");
    }

    private PrivateKey parse(String name) throws IOException, PemException {
        return PemPrivateKey.parse(Files.readAllBytes(folder.resolve(name)));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
