package io.registryauth.examples.benchmark.blob;

import io.registryauth.examples.benchmark.peer.Users;
import java.io.IOException;

/**
 * Somebody who may push and pull, at a port of this machine.
 *
 * @param bufferSize how much each of its connections reads at once
 */
record Client(int port, int bufferSize) {

    Wire connect() throws IOException {
        return Wire.to(port, bufferSize);
    }

    /** Asks for a blob. */
    void get(Wire wire, long size) throws IOException {
        wire.send(head("GET", BlobUpstream.blob(size)));
    }

    /** Sends a blob. */
    void patch(Wire wire, long size) throws IOException {
        wire.send(head("PATCH", BlobUpstream.upload()) + "Content-Length: " + size);
        wire.sendBlob(size);
    }

    private String head(String method, String path) {
        return """
                %s %s HTTP/1.1
                Host: 127.0.0.1:%d
                Authorization: %s
                """.formatted(method, path, port, Users.authorization(Users.WRITER));
    }
}
