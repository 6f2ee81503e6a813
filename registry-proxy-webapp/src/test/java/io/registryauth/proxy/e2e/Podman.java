package io.registryauth.proxy.e2e;

import io.registryauth.proxy.e2e.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** podman, with a store of its own. */
final class Podman implements ImageClient {

    private final Endpoint endpoint;
    private final Path store;
    private final Path logins;

    /** A client that keeps its logins in the folder, which must be its own, and its images in the store. */
    Podman(Endpoint endpoint, Path store, Path folder) throws IOException {
        this.endpoint = endpoint;
        this.store = store;
        // Other commands than login want the file to be there.
        this.logins = Files.writeString(folder.resolve("auth.json"), "{}");
    }

    @Override
    public Result login(User user) {
        return remote("login")
                .with("--username", user.name(), "--password-stdin", endpoint.host())
                .withInput(user.password())
                .run();
    }

    @Override
    public void load(TestImage image) {
        podman("load", "--quiet", "--input", image.archive().toString()).run().succeeded();
    }

    @Override
    public Result push(TestImage image, String name) {
        return remote("push").with(image.id(), endpoint.host() + "/" + name).run();
    }

    @Override
    public Result pull(TestImage image, String name) {
        podman("image", "rm", "--force", "--ignore", image.id()).run();
        return remote("pull").with(endpoint.host() + "/" + name).run();
    }

    @Override
    public Pulled pulled(String name) {
        String[] idAndDigest = podman(
                        "image", "inspect", "--format", "{{.Id}} {{.Digest}}", endpoint.host() + "/" + name)
                .run()
                .succeeded()
                .split(" ", -1);
        return new Pulled("sha256:" + idAndDigest[0], idAndDigest[1]);
    }

    @Override
    public Path logins() {
        return logins;
    }

    private Command remote(String verb) {
        return podman(verb, "--authfile", logins.toString())
                .with(endpoint.certificates() == null ? "--tls-verify=false" : "--cert-dir=" + endpoint.certificates());
    }

    private Command podman(String... arguments) {
        return Command.of("podman", "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs")
                .with("--root", store.resolve("root").toString())
                .with("--runroot", store.resolve("run").toString())
                .with(arguments);
    }
}
