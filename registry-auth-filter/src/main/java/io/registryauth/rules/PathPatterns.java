package io.registryauth.rules;

import io.registryauth.registry.RequestPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What patterns of an application's paths are made of: decoded paths in which parts are left open. */
final class PathPatterns {
    private PathPatterns() {}

    /** What is wrong with a pattern; null when it can match. */
    static @Nullable String problem(String pattern) {
        if (!pattern.startsWith("/")) {
            return Quoted.of(pattern) + " does not begin with /; write " + Quoted.of("/" + pattern);
        }
        if (pattern.contains("//")) {
            return Quoted.of(pattern) + " has //, which no path has; write a single /";
        }
        if (pattern.indexOf('%') >= 0) {
            return Quoted.of(pattern) + " has %; paths are matched decoded, so write the character that is meant";
        }
        if (pattern.indexOf('\\') >= 0 || pattern.codePoints().anyMatch(Character::isISOControl)) {
            return Quoted.of(pattern) + " has a backslash or a control character, which no path has; remove it";
        }
        if (List.of(pattern.split("/", -1)).stream().anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return Quoted.of(pattern) + " has a segment of dots alone, which no path has; remove it";
        }
        if (RequestPath.isRegistry(pattern)) {
            return Quoted.of(pattern)
                    + " is a registry's path, which rules with repositories are for; write repositories and allow";
        }
        return Wildcards.problem(pattern);
    }
}
