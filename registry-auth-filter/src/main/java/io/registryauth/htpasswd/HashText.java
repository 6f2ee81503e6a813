package io.registryauth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What the schemes share: the alphabet of crypt(3) and a comparison that does not tell where texts differ. */
final class HashText {
    /** Of characters that come at random a look into a table is told far sooner than a comparison. */
    private static final boolean[] CRYPT_BASE64 = new boolean[128];

    static {
        "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(c -> CRYPT_BASE64[c] = true);
    }

    private HashText() {}

    /** Whether the characters from one index up to another are all of {@code ./0-9A-Za-z}. */
    static boolean isCryptBase64(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= CRYPT_BASE64.length || !CRYPT_BASE64[c]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text ends, from an index on, in a salt of 1 to some characters, {@code $}, and a digest. */
    static boolean isSaltAndDigest(String text, int salt, int maxSalt, int digest) {
        int saltEnd = text.length() - digest - 1;
        return saltEnd > salt
                && saltEnd <= salt + maxSalt
                && text.charAt(saltEnd) == '$'
                && isCryptBase64(text, salt, saltEnd)
                && isCryptBase64(text, saltEnd + 1, text.length());
    }

    /** Whether two texts are equal, found in a time that depends on their lengths alone. */
    static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
