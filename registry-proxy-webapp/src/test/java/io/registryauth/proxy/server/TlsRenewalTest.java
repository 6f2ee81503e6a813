package io.registryauth.proxy.server;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.log.RecordedLog;
import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.settings.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsRenewalTest {
    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private final List<String> served = new ArrayList<>();
    private TlsFiles files;
    private TlsRenewal renewal;

    @BeforeAll
    static void makeCertificates() throws Exception {
        OpenSsl.selfSigned(made, "old");
        OpenSsl.selfSigned(made, "new");
    }

    @BeforeEach
    void serveTheOld() throws Exception {
        files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        rewrite("old");
        look();
    }

    @Test
    void filesThatAreTheSameChangeNothing() throws Exception {
        renewal.run();
        rewrite("old");
        renewal.run();

        assertThat(served).isEmpty();
    }

    @Test
    void filesRewrittenInPlaceAreServed() throws Exception {
        rewrite("new");
        renewal.run();

        assertThat(served).containsExactly("CN=new");
    }

    @Test
    void filesRenamedOverTheOldAreServed() throws Exception {
        Files.move(copy("new.crt"), files.certificates(), ATOMIC_MOVE, REPLACE_EXISTING);
        Files.move(copy("new.key"), files.key(), ATOMIC_MOVE, REPLACE_EXISTING);
        renewal.run();

        assertThat(served).containsExactly("CN=new");
    }

    @Test
    void aLinkThatIsSwitchedIsFollowed() throws Exception {
        // The way in which Kubernetes mounts a secret: files are links through a link to a folder.
        for (String name : List.of("old", "new")) {
            Files.createDirectory(folder.resolve(name));
            Files.copy(made.resolve(name + ".crt"), folder.resolve(name + "/tls.crt"));
            Files.copy(made.resolve(name + ".key"), folder.resolve(name + "/tls.key"));
        }
        Path data = Files.createSymbolicLink(folder.resolve("data"), Path.of("old"));
        files = new TlsFiles(data.resolve("tls.crt"), data.resolve("tls.key"));
        look();
        Files.move(Files.createSymbolicLink(folder.resolve("next"), Path.of("new")), data, ATOMIC_MOVE);
        renewal.run();

        assertThat(served).containsExactly("CN=new");
    }

    @Test
    void halfARenewalIsAwaitedInSilence() throws Exception {
        try (RecordedLog log = new RecordedLog()) {
            Files.copy(made.resolve("new.crt"), files.certificates(), REPLACE_EXISTING);
            renewal.run();
            Files.copy(made.resolve("new.key"), files.key(), REPLACE_EXISTING);
            renewal.run();

            assertThat(served).containsExactly("CN=new");
            assertThat(log.of("tls-renewal-refused")).isEmpty();
            assertThat(log.of("tls-renewed")).singleElement().asString().contains("subject=\"CN=new\" until=20");
        }
    }

    @Test
    void aBrokenRenewalLeavesTheOldInPlaceAndIsReportedOnce() throws Exception {
        try (RecordedLog log = new RecordedLog()) {
            Files.writeString(files.certificates(), "-----BEGIN CERTIFICATE-----\n");
            Files.delete(files.key());
            renewal.run();
            renewal.run();
            renewal.run();

            assertThat(served).isEmpty();
            assertThat(log.of("tls-renewal-refused")).hasSize(2).allMatch(line -> line.contains("level=error"));
            assertThat(log.all())
                    .contains("tls-key: " + files.key() + ": there is no such file; check its name")
                    .contains("tls-cert: " + files.certificates()
                            + ": line 1: the CERTIFICATE that begins here has no end");
        }
    }

    @Test
    void aRenewalThatWasRepairedIsServedAndTheNextBreakReportedAgain() throws Exception {
        try (RecordedLog log = new RecordedLog()) {
            breakTheKey();
            rewrite("new");
            renewal.run();
            breakTheKey();

            assertThat(served).containsExactly("CN=new");
            assertThat(log.of("tls-renewal-refused")).hasSize(2);
        }
    }

    private void breakTheKey() throws Exception {
        Files.writeString(files.key(), "broken");
        renewal.run();
        renewal.run();
    }

    private void look() {
        renewal = new TlsRenewal(
                files,
                files.read(new Problems()),
                identity -> served.add(
                        identity.certificate().getSubjectX500Principal().getName()));
    }

    private void rewrite(String name) throws Exception {
        Files.write(files.certificates(), Files.readAllBytes(made.resolve(name + ".crt")));
        Files.write(files.key(), Files.readAllBytes(made.resolve(name + ".key")));
    }

    private Path copy(String name) throws Exception {
        return Files.copy(made.resolve(name), folder.resolve(name));
    }
}
