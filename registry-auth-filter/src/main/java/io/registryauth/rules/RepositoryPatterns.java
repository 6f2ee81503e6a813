package io.registryauth.rules;

import io.registryauth.registry.RepositoryName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What patterns of repositories are made of: names of repositories in which parts are left open. */
final class RepositoryPatterns {
    /** Whatever may stand beside a letter in a name may stand there whoever the letter is. */
    private static final String ANY_LETTER = "a";

    private RepositoryPatterns() {}

    /** What is wrong with a pattern; null when it can match. */
    static @Nullable String problem(String pattern) {
        String slashes = slashProblem(pattern);
        if (slashes != null) {
            return slashes;
        }
        String wildcards = Wildcards.problem(pattern);
        if (wildcards != null) {
            return wildcards;
        }
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (!lower.equals(pattern)) {
            return Quoted.of(pattern) + " has upper-case letters, which no repository has; write " + Quoted.of(lower);
        }
        if (pattern.length() > RepositoryName.MAX_LENGTH) {
            return Quoted.of(pattern) + " is longer than the names of repositories, which have "
                    + RepositoryName.MAX_LENGTH + " characters at most";
        }
        return RepositoryName.isValid(sample(pattern))
                ? null
                : Quoted.of(pattern) + " matches no repository: names are made of a-z and 0-9, with one of . _ __ - "
                        + "or several - between them";
    }

    private static @Nullable String slashProblem(String pattern) {
        if (pattern.contains("//")) {
            return Quoted.of(pattern) + " has //; write a single /";
        }
        if (pattern.startsWith("/")) {
            return Quoted.of(pattern) + " begins with /; remove that";
        }
        return pattern.endsWith("/")
                ? Quoted.of(pattern) + " ends with /; write " + Quoted.of(pattern + PathPattern.REST)
                        + " for all that is below"
                : null;
    }

    private static String sample(String pattern) {
        return pattern.replace(PathPattern.USER, ANY_LETTER)
                .replace(PathPattern.REST, ANY_LETTER)
                .replace("*", ANY_LETTER);
    }
}
