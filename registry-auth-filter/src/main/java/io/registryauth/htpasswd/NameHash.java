package io.registryauth.htpasswd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/** A keyed hash of user names (HMAC-SHA256): the same for a name each time, and not to be foretold without the key. */
final class NameHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    NameHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Keyed by a text that only those know who may read the users file. */
    static NameHash keyedBy(String secret) {
        return new NameHash(DigestUtils.sha256(secret));
    }

    int of(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)))
                    .getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
