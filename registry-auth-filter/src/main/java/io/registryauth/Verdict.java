package io.registryauth;

import io.registryauth.spi.Identity;
import org.jspecify.annotations.Nullable;

/** What the filter does with a request. */
sealed interface Verdict {
    /**
     * It goes on.
     *
     * @param identity who asks; null for a request without credentials
     * @param fromContainer whether the container, or a filter in front, has found that out
     * @param target the path and query that were judged
     */
    record Admitted(@Nullable Identity identity, boolean fromContainer, String target) implements Verdict {
        @Nullable
        String user() {
            return identity == null ? null : identity.name();
        }
    }

    /**
     * It is answered here.
     *
     * @param status the HTTP status of the answer
     * @param user the name that the client gave; null where there was none
     * @param reason a sentence for the person who asked
     * @param retryAfter in how many seconds the same request may do better; 0 where nobody can tell
     */
    record Refused(int status, @Nullable String user, String reason, int retryAfter) implements Verdict {
        Refused(int status, @Nullable String user, String reason) {
            this(status, user, reason, 0);
        }
    }
}
