package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.settings.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
    @TempDir
    Path folder;

    @Test
    void theChainIsPutInOrderAndWhatDoesNotBelongToItIsLeftOut() throws Exception {
        OpenSsl.selfSigned(folder, "stranger");
        OpenSsl.selfSigned(folder, "root");
        issue("intermediate", "root");
        issue("server", "intermediate");
        Files.writeString(
                folder.resolve("all.crt"),
                text("stranger.crt") + text("root.crt") + text("server.crt") + text("intermediate.crt"));

        TlsIdentity identity = parse("all.crt", "server.key");

        assertThat(identity.chain())
                .extracting(c -> c.getSubjectX500Principal().getName())
                .containsExactly("CN=server", "CN=intermediate", "CN=root");
        assertThat(identity.toKeyStore().getCertificateChain("server")).hasSize(3);
    }

    @Test
    void nothingPrintsTheKey() throws Exception {
        OpenSsl.selfSigned(folder, "a");
        TlsFiles files = new TlsFiles(folder.resolve("a.crt"), folder.resolve("a.key"));
        TlsFiles.Content content = files.read(new Problems());
        String key = text("a.key").lines().toList().get(1);

        assertThat(parse("a.crt", "a.key")).hasToString("TlsIdentity[CN=a]");
        assertThat(content.toString()).doesNotContain(key);
        assertThat(new Tls(files, content, parse("a.crt", "a.key")).toString()).doesNotContain(key);
    }

    private TlsIdentity parse(String certificates, String key) {
        TlsFiles files = new TlsFiles(folder.resolve(certificates), folder.resolve(key));
        Problems problems = new Problems();
        TlsIdentity identity = TlsIdentity.parse(files, files.read(problems), problems)
                .orElseThrow(() -> new AssertionError(problems.messages()));
        assertThat(problems.messages()).isEmpty();
        return identity;
    }

    private void issue(String name, String issuer) throws Exception {
        OpenSsl.run(
                folder,
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr");
        OpenSsl.run(
                folder,
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                issuer + ".crt",
                "-CAkey",
                issuer + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-out",
                name + ".crt");
    }

    private String text(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }
}
