package io.registryauth.htpasswd;

import io.registryauth.reload.FileProblems;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Utf8Lines;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parser of Apache's htpasswd format: UTF-8 lines of {@code name:hash} with an optional {@code :comment}, among blank
 * lines and {@code #} comments. One instance parses one file.
 */
final class HtpasswdParser {
    private final HtpasswdLimits limits;
    private final UserTable names;
    private final Decoys.Counter decoys = new Decoys.Counter();
    private final Map<Remark, FirstFew> remarks = new EnumMap<>(Remark.class);
    private final FileProblems problems;
    private int users;
    /** Of the hashes: it stays while other users change, and is the same in every process that reads the file. */
    private String smallest = "";

    private int line;
    private boolean blank = true;

    private HtpasswdParser(String file, HtpasswdLimits limits, int expectedUsers) {
        problems = new FileProblems(file);
        this.limits = limits;
        this.names = new UserTable(expectedUsers);
    }

    /**
     * Reads the users of a file.
     *
     * @param file what messages call it
     * @throws InvalidFileException with every problem that was found
     */
    static Htpasswd parse(String file, byte[] content, HtpasswdLimits limits) throws InvalidFileException {
        HtpasswdParser parser = new HtpasswdParser(file, limits, expectedUsers(content));
        Utf8Lines.read(content, parser.problems, parser::readLine);
        parser.refuseBlank();
        parser.problems.throwIfAny();
        return parser.users();
    }

    /** The lines with a colon: what has none must not cost the room of a user. */
    static int expectedUsers(byte[] content) {
        int users = 0;
        boolean hasColon = false;
        for (byte b : content) {
            if (b == '\n') {
                hasColon = false;
            } else if (b == ':' && !hasColon) {
                hasColon = true;
                users++;
            }
        }
        return users;
    }

    private void readLine(int number, String whole) {
        line = number;
        String text = whole.stripTrailing();
        if (text.isEmpty()) {
            return;
        }
        blank = false;
        HtpasswdLine user = HtpasswdLine.of(text);
        if (user != null) {
            readUser(user.name(), user.hash());
        } else if (!HtpasswdLine.isComment(text)) {
            problem("expected name:hash, but there is no colon; complete the line or remove it");
        }
    }

    private void readUser(String name, String hash) {
        if (hasControl(name)) {
            controlCharacter();
        } else if (name.isEmpty()) {
            problem("expected name:hash, but the name is empty; complete the line or remove it");
        } else if (!name.equals(name.strip())) {
            problem("white space stands around the name \"" + name + "\"; remove it");
        } else {
            readUser(name, name.getBytes(StandardCharsets.UTF_8), hash);
        }
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void readUser(String name, byte[] key, String hash) {
        int first = names.add(key, hash, line);
        if (first > 0) {
            problem("the name \"" + name + "\" stands on line " + first + " already; remove one of the two");
            return;
        }
        Scheme scheme = Schemes.of(hash);
        if (scheme == null || !scheme.isWhole(hash)) {
            names.clear(key);
            refuse(name, hash, scheme);
        } else if (!judge(name, new StoredHash(scheme, hash))) {
            names.clear(key);
        }
    }

    private void refuse(String name, String hash, @Nullable Scheme scheme) {
        if (hasControl(hash)) {
            controlCharacter();
        } else if (scheme != null) {
            notWhole(name, "is not a whole " + scheme.name() + " hash");
        } else if (Schemes.isCutOff(hash)) {
            notWhole(name, hash.isEmpty() ? "is empty" : "is only the beginning of one");
        } else {
            remark(Remark.UNKNOWN_SCHEME, name);
        }
    }

    /** Whether the user may log in. */
    private boolean judge(String name, StoredHash hash) {
        Remark refusal = hash.refusal(limits);
        if (refusal != null) {
            remark(refusal, name);
            return false;
        }
        if (hash.scheme().isWeak()) {
            remark(Remark.WEAK_ALLOWED, name);
        }
        decoys.add(hash);
        if (users == 0 || hash.text().compareTo(smallest) < 0) {
            smallest = hash.text();
        }
        users++;
        return true;
    }

    private void controlCharacter() {
        problem("a control character stands in the name or the hash; remove it");
    }

    private void notWhole(String name, String what) {
        problem("the hash of \"" + name + "\" " + what
                + " (was it cut off?); set the password anew with htpasswd -B or the WAR's user passwd");
    }

    private void remark(Remark remark, String name) {
        remarks.computeIfAbsent(remark, unused -> new FirstFew()).add(name);
    }

    private void problem(String what) {
        problems.add(line, what);
    }

    /** Nobody empties a file on purpose: it is what a failed or unfinished write leaves. */
    private void refuseBlank() {
        if (blank && problems.isEmpty()) {
            problems.add(
                    "the file is empty; add users with htpasswd -B FILE NAME or the WAR's user add, or write a comment line (#) if "
                            + "nobody is to log in");
        }
    }

    private Htpasswd users() {
        Map<Remark, String> texts = new EnumMap<>(Remark.class);
        remarks.forEach((remark, names) -> texts.put(remark, names.toString()));
        return new Htpasswd(names, users, decoys.decoys(), NameHash.keyedBy(smallest), texts);
    }
}
