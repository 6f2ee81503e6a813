package io.registryauth.rules;

import io.registryauth.reload.FileProblems;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Utf8Lines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parser of Apache's group file: UTF-8 lines of {@code name: user user}, among blank lines and {@code #} comments. As
 * in all of Apache's files, a backslash at the end of a line joins it to the next one, and quotes hold a name with spaces
 * together. Apache adds up lines of the same group; here they are an error, since the second is easily overlooked.
 */
public final class GroupsParser {
    private static final String CONTINUED = "\\";

    private final String file;
    private final FileProblems problems;
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    /** The beginning of a line that goes on. */
    private final StringBuilder begun = new StringBuilder();

    private int line;
    private boolean blank = true;

    private GroupsParser(String file) {
        this.file = file;
        problems = new FileProblems(file);
    }

    /**
     * Reads the groups of a file.
     *
     * @param file what messages call it
     * @throws InvalidFileException with every problem that was found
     */
    public static Groups parse(String file, byte[] content) throws InvalidFileException {
        return new GroupsParser(file).parse(content);
    }

    private Groups parse(byte[] content) throws InvalidFileException {
        Utf8Lines.read(content, problems, this::readPart);
        readLine();
        if (blank && problems.isEmpty()) {
            // nobody empties a file on purpose: it is what a failed or unfinished write leaves
            problems.add(
                    "the file is empty; write lines of NAME: USER USER…, or a comment line (#) if there are no groups");
        }
        problems.throwIfAny();
        return new Groups(file, groups);
    }

    private void readPart(int number, String text) {
        if (begun.isEmpty()) {
            line = number;
        }
        String part = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (part.endsWith(CONTINUED)) {
            begun.append(part, 0, part.length() - 1);
        } else {
            begun.append(part);
            readLine();
        }
    }

    private void readLine() {
        String text = begun.toString().strip();
        begun.setLength(0);
        blank &= text.isEmpty();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            problem("expected name: user user…, but there is no colon; complete the line or remove it");
            return;
        }
        String name = text.substring(0, colon).stripTrailing();
        String wrong = Names.groupProblem(name);
        if (wrong == null) {
            wrong = again(name);
        }
        if (wrong != null) {
            problem(wrong);
        }
        groups.put(name, users(text.substring(colon + 1)));
    }

    private @Nullable String again(String name) {
        Integer before = lines.putIfAbsent(name, line);
        return before == null
                ? null
                : "the group " + name + " stands on line " + before + " already; put all its users there";
    }

    private Set<String> users(String text) {
        List<String> words = ApacheWords.split(text);
        if (words == null) {
            problem("a quotation mark is not closed; close it on the same line");
            return Set.of();
        }
        Set<String> users = new HashSet<>();
        for (String user : words) {
            String wrong = userProblem(user);
            if (wrong != null) {
                problem(wrong);
            }
            users.add(user);
        }
        return users;
    }

    private static @Nullable String userProblem(String user) {
        return user.indexOf('*') < 0
                ? Names.userProblem(user)
                : "the user name " + Quoted.of(user)
                        + " has *, which stands for nothing here; define the group in the rules file";
    }

    private void problem(String what) {
        problems.add(line, what);
    }
}
