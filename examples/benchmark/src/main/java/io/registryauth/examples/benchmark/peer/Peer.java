package io.registryauth.examples.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A way to stand between clients and an upstream. */
public interface Peer {
    /** The name at the head of its column. */
    String title();

    /** Whether it can verify such hashes. */
    boolean knows(Hash hash);

    /** Whether it compiles itself while it runs, and so needs a longer warm-up. */
    default boolean isJvm() {
        return false;
    }

    /**
     * Starts it, and waits until it asks for a password.
     *
     * @param folder an empty one, for its configuration and its log
     * @param upstream where it sends what it lets through
     * @param users who may log in
     */
    Front start(Path folder, URI upstream, Users users) throws IOException;
}
