package io.registryauth.reload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Why what stands in a file now is not in effect.
 *
 * @param name what the file is, such as {@code users file}
 * @param since when that was noticed
 * @param problems what is wrong; they may name the file and what is in it
 */
public record FileFailure(String name, Instant since, List<String> problems) {
    public FileFailure {
        problems = List.copyOf(problems);
    }

    /** What anybody may know of it: no path, and nothing from the file. */
    public String warning() {
        return "the " + name + " cannot be used since " + since.truncatedTo(ChronoUnit.SECONDS)
                + "; the one before stays in effect, see the log";
    }
}
