package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An nginx that serves an object of 1 KiB, as fast an upstream as there is. */
public final class StaticUpstream {
    private static final int KIBIBYTE = 1024;

    private StaticUpstream() {}

    /** Starts it with its files in an empty folder. */
    public static Front start(Path folder) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Path object = folder.resolve("files" + Front.OBJECT);
        Files.createDirectories(object.getParent());
        Files.write(object, new byte[KIBIBYTE]);
        Path configuration = new Template("static.conf").write(folder, Map.of("LISTEN", endpoint.host()));
        return Front.start(endpoint, folder, Program.nginx(folder, configuration), 200);
    }
}
