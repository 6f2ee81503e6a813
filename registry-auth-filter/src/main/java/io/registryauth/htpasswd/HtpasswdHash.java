package io.registryauth.htpasswd;

/**
 * How a hash of a users file is stored and whether it is accepted, for tools that show and make hashes.
 *
 * @param scheme what people call it, such as {@code bcrypt}; {@code unknown} where it is none of the known ones
 * @param use whether its user can log in
 */
public record HtpasswdHash(String scheme, Use use) {
    /** Whether a hash is accepted, and why not. */
    public enum Use {
        ACCEPTED,
        WEAK,
        COSTLY,
        UNKNOWN
    }

    /** Looks at what stands in the place of a hash in a valid file. */
    public static HtpasswdHash of(String text, HtpasswdLimits limits) {
        Scheme scheme = Schemes.of(text);
        if (scheme == null || !scheme.isWhole(text)) {
            return new HtpasswdHash("unknown", Use.UNKNOWN);
        }
        Remark refusal = new StoredHash(scheme, text).refusal(limits);
        if (refusal == null) {
            return new HtpasswdHash(scheme.name(), Use.ACCEPTED);
        }
        return new HtpasswdHash(scheme.name(), refusal == Remark.WEAK_REFUSED ? Use.WEAK : Use.COSTLY);
    }

    /**
     * Hashes a password with a new salt, in the form that Apache's htpasswd writes: {@code $2y$}.
     *
     * @param password one of up to {@link Passwords#MAX_BCRYPT_BYTES} bytes in UTF-8
     * @param cost 4 to 30; the work doubles with each step
     */
    public static String bcrypt(String password, int cost) {
        return BcryptScheme.hash(password, cost);
    }
}
