package io.registryauth.registry;

/**
 * The names of repositories, as the OCI distribution specification 1.1 writes them: components of lower-case letters and
 * digits, joined within by {@code .}, {@code _}, {@code __} or any number of {@code -}, and by {@code /} between them.
 */
public final class RepositoryName {
    /** The registry's own limit. */
    public static final int MAX_LENGTH = 255;

    private static final Characters ALPHANUMERIC = Characters.of(Characters.LOWER, Characters.DIGITS);
    private static final Characters SEPARATORS = Characters.of("._-/");

    private RepositoryName() {}

    /** Whether a text is the name of a repository. */
    public static boolean isValid(String name) {
        if (name.length() > MAX_LENGTH) {
            return false;
        }
        char separator = '/';
        int run = 1;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (ALPHANUMERIC.contains(c)) {
                run = 0;
            } else if (run == 0 && SEPARATORS.contains(c)) {
                separator = c;
                run = 1;
            } else if (c == separator && (c == '-' || (c == '_' && run == 1))) {
                run++;
            } else {
                return false;
            }
        }
        return run == 0;
    }
}
