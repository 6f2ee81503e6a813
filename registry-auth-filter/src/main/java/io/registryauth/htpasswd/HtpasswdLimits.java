package io.registryauth.htpasswd;

/**
 * What a users file may ask of this process. A user whose hash is beyond a limit cannot log in; the others can.
 *
 * @param allowWeak whether {@code {SHA}}, {@code {SSHA}} and DES crypt hashes are accepted
 * @param maxBcryptCost the highest cost of a bcrypt hash, 4 to 30: the work doubles with each step
 * @param maxShaCryptRounds the most rounds of a sha-crypt hash, 1000 to 999,999,999
 */
public record HtpasswdLimits(boolean allowWeak, int maxBcryptCost, int maxShaCryptRounds) {
    /** No weak hashes, bcrypt up to cost 14, sha-crypt up to 1,000,000 rounds. */
    public static final HtpasswdLimits DEFAULTS = new HtpasswdLimits(false, 14, 1_000_000);

    public HtpasswdLimits {
        if (maxBcryptCost < BcryptScheme.MIN_COST || maxBcryptCost > BcryptScheme.MAX_COST) {
            throw new IllegalArgumentException("the highest bcrypt cost is 4 to 30, not " + maxBcryptCost);
        }
        if (maxShaCryptRounds < ShaCryptScheme.MIN_ROUNDS || maxShaCryptRounds > ShaCryptScheme.MAX_ROUNDS) {
            throw new IllegalArgumentException(
                    "the most sha-crypt rounds are 1000 to 999999999, not " + maxShaCryptRounds);
        }
    }
}
