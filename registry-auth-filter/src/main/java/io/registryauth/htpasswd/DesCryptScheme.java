package io.registryauth.htpasswd;

import java.util.List;
import org.apache.commons.codec.digest.UnixCrypt;

/** The traditional crypt(3) on DES: 2 characters of salt and 11 of digest, with nothing before them. */
final class DesCryptScheme implements Scheme {
    private static final int LENGTH = 13;

    @Override
    public String name() {
        return "DES crypt";
    }

    @Override
    public List<String> prefixes() {
        return List.of();
    }

    @Override
    public boolean isWeak() {
        return true;
    }

    @Override
    public boolean claims(String text) {
        return isWhole(text);
    }

    @Override
    public boolean isWhole(String text) {
        return text.length() == LENGTH && HashText.isCryptBase64(text, 0, LENGTH);
    }

    @Override
    public boolean matches(String password, String hash) {
        return HashText.isEqual(UnixCrypt.crypt(password, hash), hash);
    }
}
