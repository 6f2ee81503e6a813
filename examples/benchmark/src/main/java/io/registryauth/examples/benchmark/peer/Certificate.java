package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Path;

/**
 * A certificate for 127.0.0.1 that issued itself, and its key: on an elliptic curve, so that many handshakes cost little.
 *
 * @param folder where they are
 */
public record Certificate(Path folder) {

    /** Makes them in an empty folder. */
    public static Certificate create(Path folder) {
        Certificate certificate = new Certificate(folder);
        Command.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
                .with("-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
                .with(
                        "-out",
                        certificate.file().toString(),
                        "-keyout",
                        certificate.key().toString())
                .run()
                .succeeded();
        return certificate;
    }

    public Path file() {
        return folder.resolve("ca.crt");
    }

    Path key() {
        return folder.resolve("server.key");
    }
}
