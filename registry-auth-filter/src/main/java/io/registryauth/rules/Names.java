package io.registryauth.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names of users and groups are made of. */
final class Names {
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]+");

    private Names() {}

    /** What is wrong with a user name; null when nothing is. */
    static @Nullable String userProblem(String name) {
        if (name.isEmpty()) {
            return "the user name is empty; write one, or remove it";
        }
        if (name.indexOf(':') >= 0) {
            return "the user name " + Quoted.of(name) + " has a colon, which no user name can have; remove it";
        }
        if (name.codePoints().anyMatch(Names::isControl)) {
            return "the user name " + Quoted.of(name) + " has a control character; remove it";
        }
        if (!name.equals(name.strip())) {
            return "white space stands around the user name " + Quoted.of(name) + "; remove it";
        }
        return null;
    }

    /** What is wrong with a user name or a glob of them; null when nothing is. */
    static @Nullable String userGlobProblem(String glob) {
        String problem = userProblem(glob);
        if (problem == null && glob.contains(PathPattern.REST)) {
            return "the user name " + Quoted.of(glob) + " has **; a single * stands for any characters";
        }
        return problem;
    }

    /** What is wrong with the name of a group; null when nothing is. */
    static @Nullable String groupProblem(String name) {
        return GROUP.matcher(name).matches()
                ? null
                : Quoted.of(name) + " is not the name of a group; use letters from a to z, digits, and . _ - alone";
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
