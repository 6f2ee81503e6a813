package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate for 127.0.0.1 and the authority that issued it, made by openssl.
 *
 * @param authority the folder that holds the authority's certificate alone, as {@code ca.crt}
 */
public record TestCertificates(Path authority, Path certificate, Path key) {

    public static TestCertificates create(Path folder) throws IOException {
        Path authority = Files.createDirectory(folder.resolve("authority"));
        Path authorityKey = folder.resolve("ca.key");
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        selfSigned("/CN=Test authority", authority.resolve("ca.crt"), authorityKey)
                .run()
                .succeeded();
        selfSigned("/CN=127.0.0.1", certificate, key)
                .with("-CA", authority.resolve("ca.crt").toString(), "-CAkey", authorityKey.toString())
                .with("-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE")
                .run()
                .succeeded();
        return new TestCertificates(authority, certificate, key);
    }

    private static Command selfSigned(String subject, Path certificate, Path key) {
        return Command.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
                .with("-subj", subject, "-out", certificate.toString(), "-keyout", key.toString());
    }
}
