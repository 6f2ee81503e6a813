package io.registryauth.proxy.pem;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PEM text. */
public final class PemCertificates {
    private PemCertificates() {}

    /**
     * Reads every certificate, in the text's order; other objects, such as a key, are left alone.
     *
     * @return at least one
     * @throws PemException when there is none, or one is malformed
     */
    public static List<X509Certificate> parse(byte[] text) throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : PemBlock.parse(text)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new PemException("there is no certificate in it (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    private static X509Certificate certificate(PemBlock block) throws PemException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw new PemException("line " + block.line() + ": the certificate that begins here is malformed");
        }
    }
}
