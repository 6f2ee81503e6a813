package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.proxy.e2e.Command.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** skopeo, which copies images between registries and files. */
public final class Skopeo implements ImageClient {

    private static final Pattern CONFIG_DIGEST =
            Pattern.compile("\"config\":\\s*\\{[^}]*\"digest\":\\s*\"(sha256:[0-9a-f]{64})\"");

    private final Endpoint endpoint;
    private final Path folder;
    private final Path logins;

    /** A client that keeps its logins and what it pulls in the folder. */
    public Skopeo(Endpoint endpoint, Path folder) {
        this(endpoint, folder, folder.resolve("auth.json"));
    }

    /** A client that has the logins of another one. */
    Skopeo(Endpoint endpoint, Path folder, Path logins) {
        this.endpoint = endpoint;
        this.folder = folder;
        this.logins = logins;
    }

    @Override
    public Result login(User user) {
        return command("login", "")
                .with("--username", user.name(), "--password-stdin", endpoint.host())
                .withInput(user.password())
                .run();
    }

    @Override
    public void load(TestImage image) {
        // It pushes from the archive.
    }

    @Override
    public Result push(TestImage image, String name) {
        return command("copy", "dest-")
                .with("docker-archive:" + image.archive(), remote(name))
                .run();
    }

    @Override
    public Result pull(TestImage image, String name) {
        return command("copy", "src-").with(remote(name), "dir:" + local(name)).run();
    }

    @Override
    public Pulled pulled(String name) {
        try {
            byte[] manifest = Files.readAllBytes(local(name).resolve("manifest.json"));
            Matcher config = CONFIG_DIGEST.matcher(new String(manifest, UTF_8));
            if (!config.find()) {
                throw new AssertionError("No configuration in " + new String(manifest, UTF_8));
            }
            return new Pulled(config.group(1), Digests.of(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result delete(String name) {
        return command("delete", "").with(remote(name)).run();
    }

    @Override
    public Path logins() {
        return logins;
    }

    private Command command(String verb, String side) {
        return Command.of("skopeo", "--insecure-policy", verb, "--authfile", logins.toString())
                .with(
                        endpoint.certificates() == null
                                ? "--" + side + "tls-verify=false"
                                : "--" + side + "cert-dir=" + endpoint.certificates());
    }

    private String remote(String name) {
        return "docker://" + endpoint.host() + "/" + name;
    }

    private Path local(String name) {
        return folder.resolve(name.replaceAll("[/:]", "_"));
    }
}
