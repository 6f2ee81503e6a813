package io.registryauth.htpasswd;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** The whole hash of one user's password. Immutable and thread-safe. */
final class StoredHash {
    private static final int STAMP_BYTES = 16;

    private final Scheme scheme;
    private final String text;
    private final int cost;

    // Filled at the first use: few of many users log in. Threads that race compute the same immutable value.
    private @Nullable String stamp;

    /** A hash that was found whole. */
    StoredHash(Scheme scheme, String text) {
        this.scheme = scheme;
        this.text = text;
        this.cost = scheme.cost(text);
    }

    Scheme scheme() {
        return scheme;
    }

    /** As it stands in the file. It is not to be printed. */
    String text() {
        return text;
    }

    /** What verifying a password costs, in the scheme's unit. */
    int cost() {
        return cost;
    }

    /** Why the limits refuse this hash; null when they accept it. */
    @Nullable
    Remark refusal(HtpasswdLimits limits) {
        if (scheme.isWeak() && !limits.allowWeak()) {
            return Remark.WEAK_REFUSED;
        }
        return cost > scheme.maxCost(limits) ? Remark.TOO_COSTLY : null;
    }

    /** Whether the hash was made from this password; the work is the same whatever the answer. */
    boolean matches(String password) {
        return scheme.matches(password, text);
    }

    /** Stands for this hash: the same for the same text, in every process, and without a way back. */
    String stamp() {
        String known = stamp;
        if (known == null) {
            known = HexFormat.of().formatHex(Arrays.copyOf(DigestUtils.sha256(text), STAMP_BYTES));
            stamp = known;
        }
        return known;
    }

    /** Names the scheme; the hash never prints. */
    @Override
    public String toString() {
        return "StoredHash[" + scheme.name() + "]";
    }
}
