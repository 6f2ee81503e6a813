package io.registryauth.htpasswd;

import java.util.List;
import org.apache.commons.codec.digest.Md5Crypt;

/** Apache's variant of MD5 crypt: {@code $apr1$}, 1 to 8 characters of salt, {@code $} and 22 of digest. */
final class Apr1Scheme implements Scheme {
    private static final String PREFIX = "$apr1$";
    private static final List<String> PREFIXES = List.of(PREFIX);
    private static final int MAX_SALT = 8;
    private static final int DIGEST = 22;

    @Override
    public String name() {
        return "apr1";
    }

    @Override
    public List<String> prefixes() {
        return PREFIXES;
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean isWhole(String text) {
        return HashText.isSaltAndDigest(text, PREFIX.length(), MAX_SALT, DIGEST);
    }

    @Override
    public boolean matches(String password, String hash) {
        return HashText.isEqual(Md5Crypt.apr1Crypt(password, hash), hash);
    }
}
