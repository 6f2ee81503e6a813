package io.registryauth.examples.benchmark.peer;

import io.registryauth.htpasswd.HtpasswdHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** The ways in which a users file may keep a password. */
public enum Hash {
    SHA("{SHA}"),
    APR1("apr1"),
    SHA512("sha512-crypt"),
    BCRYPT_5("bcrypt 5"),
    BCRYPT_7("bcrypt 7"),
    BCRYPT_10("bcrypt 10");

    private final String title;

    Hash(String title) {
        this.title = title;
    }

    /** The name as people write it. */
    public String title() {
        return title;
    }

    /** Whether programs that know bcrypt alone can verify it. */
    boolean isBcrypt() {
        return title.startsWith("bcrypt");
    }

    /** The hash of a password, as it stands behind the colon of a users file; with a new salt where it has one. */
    public String of(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return switch (this) {
            case SHA -> "{SHA}" + Base64.getEncoder().encodeToString(DigestUtils.sha1(bytes));
            case APR1 -> Md5Crypt.apr1Crypt(bytes);
            case SHA512 -> Sha2Crypt.sha512Crypt(bytes);
            case BCRYPT_5 -> HtpasswdHash.bcrypt(password, 5);
            case BCRYPT_7 -> HtpasswdHash.bcrypt(password, 7);
            case BCRYPT_10 -> HtpasswdHash.bcrypt(password, 10);
        };
    }
}
