package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Docker engine of the test's own, which can push and pull but has no network for containers.
 *
 * <p>Engines take every registry on the loopback addresses, and do not verify its certificate there.
 */
public final class DockerEngine implements AutoCloseable {

    private final Path sockets;
    private final Path data;
    private final Daemon daemon;

    private DockerEngine(Path sockets, Path data, Daemon daemon) {
        this.sockets = sockets;
        this.data = data;
        this.daemon = daemon;
    }

    public static DockerEngine start(Path folder, String... options) throws IOException {
        // A socket's path has at most 107 bytes, which folders of tests can exceed.
        Path sockets = Files.createTempDirectory("dockerd");
        Path data = folder.resolve("data");
        Command dockerd = Command.of("dockerd", "--bridge=none", "--iptables=false", "--ip6tables=false")
                .with("--storage-driver=vfs", "--host=" + address(sockets))
                .with("--data-root=" + data, "--exec-root=" + sockets.resolve("exec"))
                .with("--pidfile=" + folder.resolve("dockerd.pid"))
                .with(options);
        Command info = command(sockets).with("info");
        Daemon daemon = Daemon.start(
                dockerd, folder.resolve("dockerd.log"), () -> info.run().exit() == 0);
        return new DockerEngine(sockets, data, daemon);
    }

    /** The docker command that speaks to this engine. */
    public Command command() {
        return command(sockets);
    }

    /** Where clients find it. */
    public String address() {
        return address(sockets);
    }

    @Override
    public void close() {
        daemon.close();
        // Where the machine's mounts are private, an engine mounts its data upon itself and leaves that behind.
        Command.of("umount", data.toString()).run();
        // And it mounts the network of the host, once a container had it.
        Command.of("umount", sockets.resolve("exec/netns/default").toString()).run();
        Command.of("rm", "-r", sockets.toString()).run().succeeded();
    }

    private static Command command(Path sockets) {
        return Command.of("docker", "--host", address(sockets));
    }

    private static String address(Path sockets) {
        return "unix://" + sockets.resolve("docker.sock");
    }
}
