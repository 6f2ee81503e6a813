package io.registryauth.proxy.e2e;

import io.registryauth.proxy.e2e.Command.Result;
import java.nio.file.Path;

/** The docker command, with an engine of the test. */
final class Docker implements ImageClient {

    private final DockerEngine engine;
    private final Endpoint endpoint;
    private final Path folder;

    Docker(DockerEngine engine, Endpoint endpoint, Path folder) {
        this.engine = engine;
        this.endpoint = endpoint;
        this.folder = folder;
    }

    @Override
    public Result login(User user) {
        return docker("login", "--username", user.name(), "--password-stdin", endpoint.host())
                .withInput(user.password())
                .run();
    }

    @Override
    public void load(TestImage image) {
        docker("load", "--quiet", "--input", image.archive().toString()).run().succeeded();
    }

    @Override
    public Result push(TestImage image, String name) {
        String reference = endpoint.host() + "/" + name;
        docker("tag", image.id(), reference).run().succeeded();
        return docker("push", reference).run();
    }

    @Override
    public Result pull(TestImage image, String name) {
        docker("rmi", "--force", image.id()).run();
        return docker("pull", endpoint.host() + "/" + name).run();
    }

    @Override
    public Pulled pulled(String name) {
        String format = "{{.Id}} {{index .RepoDigests 0}}";
        String[] idAndDigest = docker("image", "inspect", "--format", format, endpoint.host() + "/" + name)
                .run()
                .succeeded()
                .split("[ @]", -1);
        return new Pulled(idAndDigest[0], idAndDigest[2]);
    }

    @Override
    public Path logins() {
        return folder.resolve("config.json");
    }

    private Command docker(String... arguments) {
        return engine.command().with("--config", folder.toString()).with(arguments);
    }
}
