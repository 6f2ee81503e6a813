package io.registryauth.proxy.e2e;

import java.nio.file.Path;

/** A program that people push and pull images with, with the logins of one person. */
interface ImageClient {

    /** What a client has after a pull: the image's id and the digest of the manifest that it came with. */
    record Pulled(String id, String digest) {}

    Command.Result login(User user);

    /** Makes the image one that can be pushed; the client does not have it before. */
    void load(TestImage image);

    /** Pushes an image that was loaded; the name is that of the repository and a tag. */
    Command.Result push(TestImage image, String name);

    /** Pulls an image anew, whatever the client had before. */
    Command.Result pull(TestImage image, String name);

    /** Looks at what the last pull brought. */
    Pulled pulled(String name);

    /** The file that keeps the logins, in the format of Docker, which all clients share. */
    Path logins();
}
