package io.registryauth.proxy.pem;

import static io.registryauth.proxy.pem.Der.element;

import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * The private key of a PEM text: PKCS#8 ({@code PRIVATE KEY}), PKCS#1 ({@code RSA PRIVATE KEY}) or SEC 1
 * ({@code EC PRIVATE KEY}), not encrypted.
 *
 * <p>The JDK reads PKCS#8 alone. The other two are the content of a PKCS#8 key without its wrapping, so they are wrapped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958">RFC 5958 (PKCS#8)</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2">RFC 8017 (PKCS#1)</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5915">RFC 5915 (SEC 1 keys)</a>
 */
public final class PemPrivateKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
    /** The algorithm 1.2.840.113549.1.1.1, with its parameter NULL. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    /** The object identifier 1.2.840.10045.2.1. */
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private PemPrivateKey() {}

    /**
     * Reads the only private key of a text; other objects, such as certificates and EC parameters, are left alone.
     *
     * @throws PemException when there is not exactly one, or it is encrypted, malformed or of an unknown kind
     */
    public static PrivateKey parse(byte[] text) throws PemException {
        List<PemBlock> keys = PemBlock.parse(text).stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.isEmpty()) {
            throw new PemException("there is no private key in it (-----BEGIN PRIVATE KEY-----)");
        }
        if (keys.size() > 1) {
            throw new PemException("there are " + keys.size() + " private keys in it; leave one");
        }
        return decode(pkcs8(keys.get(0)));
    }

    private static byte[] pkcs8(PemBlock block) throws PemException {
        if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
            throw new PemException(
                    "the private key is encrypted; openssl pkey -in ENCRYPTED -out PLAIN writes a file with it that is not");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> block.der();
            case "RSA PRIVATE KEY" -> element(Der.SEQUENCE, VERSION_0, RSA, element(Der.OCTET_STRING, block.der()));
            case "EC PRIVATE KEY" ->
                element(
                        Der.SEQUENCE,
                        VERSION_0,
                        element(Der.SEQUENCE, EC_PUBLIC_KEY, curve(block.der())),
                        element(Der.OCTET_STRING, block.der()));
            default -> throw new PemException(block.label() + " is no kind of key that TLS uses");
        };
    }

    /** The parameters of a SEC 1 key: mostly the name of its curve. */
    private static byte[] curve(byte[] sec1) throws PemException {
        ByteBuffer key = Der.take(ByteBuffer.wrap(sec1), Der.SEQUENCE);
        Der.take(key, Der.INTEGER);
        Der.take(key, Der.OCTET_STRING);
        if (Der.peek(key) != Der.CONTEXT_0) {
            throw new PemException("the private key does not say which curve it is on");
        }
        ByteBuffer parameters = Der.take(key, Der.CONTEXT_0);
        byte[] bytes = new byte[parameters.remaining()];
        parameters.get(bytes);
        return bytes;
    }

    private static PrivateKey decode(byte[] pkcs8) throws PemException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
                // then perhaps a key for the next algorithm
            }
        }
        throw new PemException("the private key is malformed, or of an unknown kind");
    }
}
