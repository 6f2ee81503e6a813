package io.registryauth.rules;

import io.registryauth.spi.Action;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a rules file. Immutable.
 *
 * @param line where it begins, from 1
 * @param except users for whom a rule that denies does not hold
 * @param until the last instant at which it holds; null where it holds for ever
 */
public record Rule(
        int line,
        Subjects subjects,
        Effect effect,
        Scope scope,
        List<Glob> except,
        @Nullable Instant until) {
    public Rule {
        except = List.copyOf(except);
    }

    /** What becomes of a request that a rule is for. */
    public enum Effect {
        ALLOW,
        DENY
    }

    /** What a rule is about. */
    public sealed interface Scope {
        /** Actions on repositories; where these are not restricted, {@link PathPattern#EVERYTHING} is the one pattern. */
        record Repositories(List<PathPattern> patterns, Set<Action> actions) implements Scope {
            public Repositories {
                patterns = List.copyOf(patterns);
                actions = Set.copyOf(actions);
            }

            /** Whether it is about all repositories, also where a request names none. */
            public boolean isEverything() {
                return patterns.contains(PathPattern.EVERYTHING);
            }
        }

        /** Methods on paths that are not a registry's. */
        record Paths(List<PathPattern> patterns, Set<String> methods) implements Scope {
            public Paths {
                patterns = List.copyOf(patterns);
                methods = Set.copyOf(methods);
            }
        }
    }

    /** The day or instant until which it holds, as people write it; null where it holds for ever. */
    public @Nullable String expiry() {
        return until == null ? null : Expiry.text(until);
    }

    /** Whether it holds at an instant. */
    public boolean holdsAt(Instant now) {
        return until == null || !now.isAfter(until);
    }

    /** Whether it holds whenever another one does. */
    boolean holdsAsLongAs(Rule other) {
        return until == null || (other.until != null && !until.isBefore(other.until));
    }

    /** Whether a user is one of the exceptions of a rule that denies. */
    boolean excepts(@Nullable String user) {
        return exception(user) != null;
    }

    /** The first exception that is a user; null where none is. */
    @Nullable
    Glob exception(@Nullable String user) {
        if (user != null) {
            for (Glob glob : except) {
                if (glob.matches(user)) {
                    return glob;
                }
            }
        }
        return null;
    }
}
