package io.registryauth.htpasswd;

/** Which passwords can be genuine at all. Public for tools that make them. */
public final class Passwords {
    /** In UTF-8: bcrypt reads no further. */
    public static final int MAX_BCRYPT_BYTES = 72;

    /** Beyond what any tool hashes. The work of sha-crypt grows with the square of the length. */
    static final int MAX_LENGTH = 1024;

    private Passwords() {}

    /** The part of a password that is worth hashing; all of it when it is allowed. */
    static String bounded(String password) {
        return password.length() <= MAX_LENGTH ? password : password.substring(0, MAX_LENGTH);
    }

    /**
     * Whether a password can be genuine: not too long, without control characters, and Unicode text. bcrypt takes a
     * password and the same one twice with a NUL between for equal; what is not Unicode text is hashed as {@code ?}.
     */
    static boolean isAllowed(String password) {
        return password.length() <= MAX_LENGTH && password.codePoints().noneMatch(c -> isControl(c) || isSurrogate(c));
    }

    /** A control character as RFC 7617 means it: CTL of RFC 5234. */
    public static boolean isControl(int codePoint) {
        return codePoint < 0x20 || codePoint == 0x7F;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
