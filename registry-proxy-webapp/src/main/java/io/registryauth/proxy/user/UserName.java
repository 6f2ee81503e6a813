package io.registryauth.proxy.user;

import java.nio.charset.StandardCharsets;

/** Which names a user may have. */
final class UserName {
    /** What Apache's htpasswd takes. */
    private static final int MAX_BYTES = 255;

    private static final char REPLACEMENT = '\uFFFD';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private UserName() {}

    /**
     * Refuses a name that no users file can hold, or that did not arrive as it was typed.
     *
     * @throws CommandException which says why, without the name: it may not be fit to be shown
     */
    static void requireText(String name) throws CommandException {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new CommandException("NAME has a control character");
        }
        if (name.indexOf(REPLACEMENT) >= 0 || isNotUnicode(name)) {
            throw new CommandException(
                    "NAME is not text in this process's locale; run the command with LC_ALL=C.UTF-8");
        }
    }

    /**
     * Refuses what a new user cannot be called.
     *
     * @throws CommandException which says why
     */
    static void requireNew(String name) throws CommandException {
        requireText(name);
        if (name.isEmpty()) {
            throw new CommandException("NAME is empty");
        }
        if (!name.equals(name.strip()) || name.startsWith(BYTE_ORDER_MARK)) {
            throw new CommandException("NAME has white space around it; leave it out");
        }
        if (name.indexOf(':') >= 0) {
            throw new CommandException("NAME has a colon, which ends the name in a users file");
        }
        if (name.startsWith("#")) {
            throw new CommandException("NAME begins with #, which makes a comment of a line in a users file");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new CommandException("NAME is longer than " + MAX_BYTES + " bytes");
        }
    }

    private static boolean isNotUnicode(String name) {
        return name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
