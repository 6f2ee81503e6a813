package io.registryauth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-1 once, as directories store it: {@code {SHA}} or, with a salt behind the digest, {@code {SSHA}}, then Base64. */
final class Sha1Scheme implements Scheme {
    private static final int DIGEST_BYTES = 20;

    private final String prefix;
    private final List<String> prefixes;
    private final boolean salted;

    Sha1Scheme(String prefix, boolean salted) {
        this.prefix = prefix;
        this.prefixes = List.of(prefix);
        this.salted = salted;
    }

    @Override
    public String name() {
        return prefix;
    }

    @Override
    public List<String> prefixes() {
        return prefixes;
    }

    @Override
    public boolean isWeak() {
        return true;
    }

    @Override
    public boolean isWhole(String text) {
        // The JDK's decoder takes texts whose padding is missing, which are cut off.
        if ((text.length() - prefix.length()) % 4 != 0) {
            return false;
        }
        try {
            int bytes = decode(text).length;
            return salted ? bytes > DIGEST_BYTES : bytes == DIGEST_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean matches(String password, String hash) {
        byte[] stored = decode(hash);
        MessageDigest sha1 = DigestUtils.getSha1Digest();
        sha1.update(password.getBytes(StandardCharsets.UTF_8));
        sha1.update(stored, DIGEST_BYTES, stored.length - DIGEST_BYTES);
        return MessageDigest.isEqual(sha1.digest(), Arrays.copyOf(stored, DIGEST_BYTES));
    }

    private byte[] decode(String hash) {
        return Base64.getDecoder().decode(hash.substring(prefix.length()));
    }
}
