package io.registryauth.reload;

import java.util.Optional;

/** What a {@link Reloader} keeps current. */
interface Refreshed {
    /** Looks for what has changed, and takes it. */
    void check();

    /** Why what is there now is not in effect; empty when it is. */
    Optional<FileFailure> failure();
}
