package io.registryauth.htpasswd;

import java.util.List;

/** A way in which a file stores passwords. Stateless; {@link Schemes} lists them. */
interface Scheme {
    /** What people call it, such as {@code bcrypt}. */
    String name();

    /** How its hashes begin; empty where only their whole shape tells. */
    List<String> prefixes();

    /** Whether it is accepted only where weak hashes are allowed. */
    boolean isWeak();

    /** Whether the text is meant to be a hash of this scheme, whole or not. */
    default boolean claims(String text) {
        for (String prefix : prefixes()) {
            if (text.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text that this scheme claims is a whole, well-formed hash. */
    boolean isWhole(String text);

    /** What verifying a password costs, in the scheme's own unit; 0 where it is the same for every hash. */
    default int cost(String hash) {
        return 0;
    }

    /** The highest {@link #cost(String)} that the limits accept. */
    default int maxCost(HtpasswdLimits limits) {
        return 0;
    }

    /**
     * Whether a whole hash was made from this password. The work depends on the hash and on the length of the password,
     * never on the answer.
     */
    boolean matches(String password, String hash);
}
