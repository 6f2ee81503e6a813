package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.peer.Front;
import io.registryauth.examples.benchmark.peer.Hash;
import io.registryauth.examples.benchmark.peer.Peer;
import io.registryauth.examples.benchmark.peer.Peers;
import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What all sections measure with.
 *
 * @param folder where everything that they write goes
 * @param upstream the static one
 */
record Bench(Options options, Path folder, Front upstream) {

    /** A new folder, for a server or a users file. */
    Path newFolder() throws IOException {
        return openToAll(Files.createTempDirectory(folder, "run"));
    }

    /** Lets everybody read a folder, since httpd does not serve as root. */
    static Path openToAll(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Those of the peers that are asked for among these. */
    List<Peer> peers(String... names) {
        return peers().named(List.of(names)).stream()
                .filter(peer -> peers().named(options.peers()).stream()
                        .anyMatch(asked -> asked.title().equals(peer.title())))
                .toList();
    }

    Peers peers() {
        return new Peers(options.war());
    }

    Users users(Hash... hashes) throws IOException {
        return Users.oneOfEach(newFolder().resolve("users"), hashes);
    }

    /** Starts all these peers, to be measured in turn. */
    Contenders start(List<Peer> peers, URI upstreamUri, Users users) throws IOException {
        Contenders contenders = new Contenders();
        try {
            for (Peer peer : peers) {
                progress("starting " + peer.title());
                contenders.add(peer.title(), peer, peer.start(newFolder(), upstreamUri, users));
            }
            return contenders;
        } catch (IOException | RuntimeException | Error e) {
            contenders.close();
            throw e;
        }
    }

    /** Tells whoever waits what is going on. */
    static void progress(String what) {
        System.err.println(what);
    }
}
