package io.registryauth.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where {@code **} and <code>${user}</code> may stand in patterns. */
final class Wildcards {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^/}]*}?");

    private Wildcards() {}

    /** What is wrong with the wildcards of a pattern; null when nothing is. */
    static @Nullable String problem(String pattern) {
        Matcher variable = VARIABLE.matcher(pattern);
        while (variable.find()) {
            if (!variable.group().equals(PathPattern.USER)) {
                return "unknown " + Quoted.harmless(variable.group()) + " in " + Quoted.of(pattern) + "; there is "
                        + PathPattern.USER + " alone";
            }
        }
        for (String segment : pattern.split("/", -1)) {
            if (segment.contains(PathPattern.REST) && !segment.equals(PathPattern.REST)) {
                return Quoted.of(pattern)
                        + " has ** within a segment, and it stands for whole ones; write * there, or /**";
            }
            if (segment.contains(PathPattern.USER) && !segment.equals(PathPattern.USER)) {
                return Quoted.of(pattern)
                        + " has ${user} within a segment, and it stands for a whole one; put / around it";
            }
        }
        return null;
    }
}
