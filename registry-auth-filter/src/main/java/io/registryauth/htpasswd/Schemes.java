package io.registryauth.htpasswd;

import java.util.List;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.jspecify.annotations.Nullable;

/** The schemes that a users file may use; a further one is added to the list here. */
final class Schemes {
    static final List<Scheme> ALL = List.of(
            new BcryptScheme(),
            new Apr1Scheme(),
            new ShaCryptScheme("sha256-crypt", "$5$", 43, Sha2Crypt::sha256Crypt),
            new ShaCryptScheme("sha512-crypt", "$6$", 86, Sha2Crypt::sha512Crypt),
            new Sha1Scheme("{SHA}", false),
            new Sha1Scheme("{SSHA}", true),
            new DesCryptScheme());

    private Schemes() {}

    /** The scheme that a text is meant for; null where no known one claims it. */
    static @Nullable Scheme of(String text) {
        for (Scheme scheme : ALL) {
            if (scheme.claims(text)) {
                return scheme;
            }
        }
        return null;
    }

    /** Whether the text, which no scheme claims, is the beginning of a scheme's prefix. The empty text begins them all. */
    static boolean isCutOff(String text) {
        return ALL.stream().flatMap(scheme -> scheme.prefixes().stream()).anyMatch(prefix -> prefix.startsWith(text));
    }
}
