package io.registryauth.proxy.user;

import io.registryauth.htpasswd.HtpasswdLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a valid users file. A change touches the line of its user alone: comments, blank lines, line ends, a byte
 * order mark and what stands behind a hash stay as they are. Immutable.
 */
record UsersText(String text) {
    static final UsersText NONE = new UsersText("");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A file of no bytes would be taken for one that was cut off. */
    private static final String WITHOUT_USERS = "# name:hash, one user a line";

    /**
     * One user, and where it stands.
     *
     * @param line the index at which its line begins
     * @param next the index at which the next line begins
     */
    record Entry(String name, String hash, int line, int next) {
        private int hashStart() {
            return line + name.length() + 1;
        }

        private int hashEnd() {
            return hashStart() + hash.length();
        }
    }

    /** Every user, in the order of the file. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        int line = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            int next = end < 0 ? text.length() : end + 1;
            Entry entry = entry(line, next);
            if (entry != null) {
                entries.add(entry);
            }
            line = next;
        }
        return entries;
    }

    private @Nullable Entry entry(int line, int next) {
        HtpasswdLine user = HtpasswdLine.of(text.substring(line, next));
        return user == null ? null : new Entry(user.name(), user.hash(), line, next);
    }

    /** The user of that name; null when there is none. */
    @Nullable
    Entry find(String name) {
        return entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The text with a further user at its end. */
    UsersText with(String name, String hash) {
        boolean atLineStart = text.isEmpty() || text.equals(BYTE_ORDER_MARK) || text.endsWith("\n");
        return new UsersText(text + (atLineStart ? "" : lineEnd()) + name + ":" + hash + lineEnd());
    }

    /** The text with another hash for a user of it. */
    UsersText withHash(Entry user, String hash) {
        return new UsersText(text.substring(0, user.hashStart()) + hash + text.substring(user.hashEnd()));
    }

    /** The text without a user of it; never one that is all blank. */
    UsersText without(Entry user) {
        String rest = text.substring(0, user.line()) + text.substring(user.next());
        return new UsersText(isBlank(rest) ? rest + WITHOUT_USERS + lineEnd() : rest);
    }

    /** Whether there is nothing in it, not even a comment. */
    boolean isBlank() {
        return isBlank(text);
    }

    private static boolean isBlank(String text) {
        return text.replace(BYTE_ORDER_MARK, "").isBlank();
    }

    /** The line end that the file has already. */
    private String lineEnd() {
        int first = text.indexOf('\n');
        return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }
}
