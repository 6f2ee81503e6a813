package io.registryauth.proxy.server;

import io.registryauth.proxy.pem.PemCertificates;
import io.registryauth.proxy.pem.PemException;
import io.registryauth.proxy.pem.PemPrivateKey;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server proves itself with. It prints no key.
 *
 * @param chain the server's certificate, then the one that issued it, and so on
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    /** For a key store that never leaves this process. */
    static final String PASSWORD = "in memory";

    /**
     * Parses what stands in the two files and checks that it belongs together. The certificates may stand in any order.
     *
     * @return empty when something is wrong with it, which is noted then
     */
    static Optional<TlsIdentity> parse(TlsFiles files, TlsFiles.Content content, Problems problems) {
        Optional<List<X509Certificate>> certificates =
                certificates(files.certificates(), content.certificates(), problems);
        Optional<PrivateKey> key = key(files.key(), content.key(), problems);
        return certificates.flatMap(c -> key.flatMap(k -> join(files, c, k, problems)));
    }

    static Optional<List<X509Certificate>> certificates(Path file, @Nullable ByteBuffer content, Problems problems) {
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PemCertificates.parse(bytes(content)));
        } catch (PemException e) {
            problems.add(ProxySettings.TLS_CERT + ": " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    static Optional<PrivateKey> key(Path file, @Nullable ByteBuffer content, Problems problems) {
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PemPrivateKey.parse(bytes(content)));
        } catch (PemException e) {
            problems.add(ProxySettings.TLS_KEY + ": " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<TlsIdentity> join(
            TlsFiles files, List<X509Certificate> certificates, PrivateKey key, Problems problems) {
        for (X509Certificate certificate : certificates) {
            if (belongTogether(certificate, key)) {
                return Optional.of(new TlsIdentity(key, chain(certificate, certificates)));
            }
        }
        problems.add(ProxySettings.TLS_KEY + ": " + files.key() + " is not the key of any certificate in "
                + files.certificates());
        return Optional.empty();
    }

    /** Follows the issuers as far as they are there; what is left over is nobody's business. */
    private static List<X509Certificate> chain(X509Certificate server, List<X509Certificate> certificates) {
        List<X509Certificate> rest = new ArrayList<>(certificates);
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(server);
        while (next.isPresent()) {
            X509Certificate last = next.get();
            chain.add(last);
            rest.remove(last);
            next = rest.stream()
                    .filter(c -> c.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                    .findFirst();
        }
        return chain;
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            byte[] message = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // such as a key of another algorithm than the certificate's
            return false;
        }
    }

    KeyStore toKeyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
