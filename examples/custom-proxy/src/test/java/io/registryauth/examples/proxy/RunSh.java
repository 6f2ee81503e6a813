package io.registryauth.examples.proxy;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** What run.sh starts: Debian's Tomcat with the WAR. */
final class RunSh {
    private RunSh() {}

    /** Starts it in front of a registry, and waits until it asks for credentials. */
    static Daemon start(Endpoint endpoint, Path users, URI registry, Path log) throws IOException {
        Command run = Command.script("run.sh", endpoint.port(), users, registry);
        return Daemon.start(run, log, () -> Http.answers(endpoint.uri().resolve("/v2/"), 401));
    }
}
