package io.registryauth.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 (RFC 2104) of texts under a random key that never leaves this object. Each text goes in with its
 * length before it, so that no two sequences run into the same bytes. Thread-safe.
 */
final class SecretDigests {
    private static final int KEY_BYTES = 32;
    private static final int IDLE = 64;

    private final byte[] key = new byte[KEY_BYTES];

    /** To make one costs more than to use it, and a thread-local one would outlive the application in a container. */
    private final AtomicReferenceArray<@Nullable Mac> idle = new AtomicReferenceArray<>(IDLE);

    SecretDigests() {
        new SecureRandom().nextBytes(key);
    }

    SecretDigest of(String... texts) {
        int slot = (int) (Thread.currentThread().getId() % IDLE);
        Mac mac = idle.getAndSet(slot, null);
        if (mac == null) {
            mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
        }
        for (String text : texts) {
            add(mac, text);
        }
        ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
        idle.set(slot, mac);
        return new SecretDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (bytes.length >> shift));
        }
        mac.update(bytes);
        Arrays.fill(bytes, (byte) 0);
    }
}
