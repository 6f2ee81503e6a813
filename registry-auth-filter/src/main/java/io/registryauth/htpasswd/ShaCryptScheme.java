package io.registryauth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Drepper's SHA-crypt: {@code $5$} or {@code $6$}, perhaps {@code rounds=N$}, 1 to 16 characters of salt, {@code $} and
 * the digest.
 *
 * @see <a href="https://www.akkadia.org/drepper/SHA-crypt.txt">Unix crypt using SHA-256 and SHA-512</a>
 */
final class ShaCryptScheme implements Scheme {
    static final int MIN_ROUNDS = 1000;
    static final int MAX_ROUNDS = 999_999_999;
    private static final int DEFAULT_ROUNDS = 5000;
    private static final int MAX_ROUNDS_DIGITS = 9;
    private static final String ROUNDS = "rounds=";
    private static final int MAX_SALT = 16;

    private final String name;
    private final String prefix;
    private final List<String> prefixes;
    private final int digestLength;
    private final BiFunction<byte[], String, String> crypt;

    /**
     * One of the two variants.
     *
     * @param crypt hashes a password with the salt and rounds of another hash
     */
    ShaCryptScheme(String name, String prefix, int digestLength, BiFunction<byte[], String, String> crypt) {
        this.name = name;
        this.prefix = prefix;
        this.prefixes = List.of(prefix);
        this.digestLength = digestLength;
        this.crypt = crypt;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> prefixes() {
        return prefixes;
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public boolean isWhole(String text) {
        int salt = prefix.length();
        if (text.startsWith(ROUNDS, salt)) {
            int from = salt + ROUNDS.length();
            int to = text.indexOf('$', from);
            if (!isRounds(text, from, to)) {
                return false;
            }
            salt = to + 1;
        }
        return HashText.isSaltAndDigest(text, salt, MAX_SALT, digestLength);
    }

    private static boolean isRounds(String text, int from, int to) {
        if (to - from < 1 || to - from > MAX_ROUNDS_DIGITS || text.charAt(from) == '0') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return Integer.parseInt(text, from, to, 10) >= MIN_ROUNDS;
    }

    @Override
    public int cost(String hash) {
        if (!hash.startsWith(ROUNDS, prefix.length())) {
            return DEFAULT_ROUNDS;
        }
        int from = prefix.length() + ROUNDS.length();
        return Integer.parseInt(hash, from, hash.indexOf('$', from), 10);
    }

    @Override
    public int maxCost(HtpasswdLimits limits) {
        return limits.maxShaCryptRounds();
    }

    @Override
    public boolean matches(String password, String hash) {
        return HashText.isEqual(crypt.apply(password.getBytes(StandardCharsets.UTF_8), hash), hash);
    }
}
