package io.registryauth.registry;

/** A set of ASCII characters, quick to ask. Immutable. */
final class Characters {
    static final String DIGITS = "0123456789";
    static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    static final String LETTERS = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final boolean[] members = new boolean[128];

    private Characters(String members) {
        members.chars().forEach(c -> this.members[c] = true);
    }

    static Characters of(String... members) {
        return new Characters(String.join("", members));
    }

    boolean contains(char c) {
        return c < members.length && members[c];
    }

    /** Where the first character stands that is not a member; -1 where every one is. */
    int indexOfOther(String text) {
        return indexOfOther(text, 0);
    }

    /** The same, from an index on. */
    int indexOfOther(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!contains(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Names a character that should not be there, printing it only where it is harmless. */
    static String describe(char c) {
        if (c == ' ') {
            return "a space";
        }
        return c < ' ' || c == 0x7f ? "a control character" : c < 0x7f ? "a " + c : "a character beyond ASCII";
    }
}
