package io.registryauth.htpasswd;

import java.nio.ByteBuffer;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** A keyed hash of user names (HMAC-SHA256): the same for a name each time, and not to be foretold without the key. */
final class NameHash {
    private final byte[] key;

    NameHash(byte[] key) {
        this.key = key.clone();
    }

    /** Keyed by a text that only those know who may read the users file. */
    static NameHash keyedBy(String secret) {
        return new NameHash(DigestUtils.sha256(secret));
    }

    int of(String name) {
        return ByteBuffer.wrap(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(name))
                .getInt();
    }
}
