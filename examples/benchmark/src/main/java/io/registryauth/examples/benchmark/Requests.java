package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peer;
import io.registryauth.examples.benchmark.peer.Users;
import java.util.List;
import java.util.function.Function;

/**
 * What a row asks for, again and again.
 *
 * @param connections how many at once
 * @param authorization the header {@code Authorization} that each peer gets
 */
record Requests(String path, int connections, Function<Peer, String> authorization) {
    private static final int CONNECTIONS = 16;

    /** By one user, over as many connections as tables have that say nothing else. */
    Requests(String path, String user) {
        this(path, CONNECTIONS, peer -> Users.authorization(user));
    }

    /** By the user whose hash is the first of these that the peer knows. */
    static Requests of(String path, int connections, List<Hash> hashes) {
        return new Requests(
                path,
                connections,
                peer -> Users.authorization(hashes.stream()
                        .filter(peer::knows)
                        .findFirst()
                        .orElseThrow()
                        .name()));
    }
}
