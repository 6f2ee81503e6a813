package io.registryauth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mindrot.jbcrypt.BCrypt;

/** bcrypt, as OpenBSD writes it: {@code $2y$}, two digits of cost, {@code $}, 22 characters of salt and 31 of digest. */
final class BcryptScheme implements Scheme {
    static final int MIN_COST = 4;

    /** The format goes to 31, which jBCrypt does not compute. */
    static final int MAX_COST = 30;

    private static final List<String> PREFIXES = List.of("$2y$", "$2a$", "$2b$");
    private static final int MAX_FORMAT_COST = 31;
    private static final int COST = "$2y$".length();
    private static final int SALT = COST + "10$".length();
    private static final int DIGEST = SALT + 22;
    private static final int LENGTH = DIGEST + 31;

    /** A new hash of a password, with a salt of its own. */
    static String hash(String password, int cost) {
        // jBCrypt knows the algorithm as 2a only; what other tools write today is 2y.
        return "$2y$" + BCrypt.hashpw(password, BCrypt.gensalt(cost)).substring(COST);
    }

    @Override
    public String name() {
        return "bcrypt";
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
        return text.length() == LENGTH
                && isDigit(text.charAt(COST))
                && isDigit(text.charAt(COST + 1))
                && text.charAt(SALT - 1) == '$'
                && HashText.isCryptBase64(text, SALT, LENGTH)
                && cost(text) >= MIN_COST
                && cost(text) <= MAX_FORMAT_COST;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public int cost(String hash) {
        return (hash.charAt(COST) - '0') * 10 + hash.charAt(COST + 1) - '0';
    }

    @Override
    public int maxCost(HtpasswdLimits limits) {
        return limits.maxBcryptCost();
    }

    /**
     * {@inheritDoc} A longer password than bcrypt can tell apart never matches, but costs the same.
     */
    @Override
    public boolean matches(String password, String hash) {
        // 2a, 2b and 2y name the same algorithm (their difference is in the bugs of old C code); jBCrypt knows 2a only.
        String computed = BCrypt.hashpw(password, "$2a$" + hash.substring(COST));
        // The digests alone: jBCrypt writes the salt anew, and other tools leave stray bits in its last character.
        boolean same = HashText.isEqual(computed.substring(DIGEST), hash.substring(DIGEST));
        return same && password.getBytes(StandardCharsets.UTF_8).length <= Passwords.MAX_BCRYPT_BYTES;
    }
}
