package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The proxy of this project, with the JVM's defaults.
 *
 * @param guarded whether its filter is there
 */
record Ours(String title, boolean guarded, Launch launch) implements Peer {

    @FunctionalInterface
    interface Launch {
        Command command(Endpoint endpoint, URI upstream, Users users);
    }

    /** The WAR as a program of its own. */
    static Ours javaJar(String title, Path war, boolean accessLog) {
        return new Ours(title, true, (endpoint, upstream, users) -> java("-jar", war.toString())
                .with("--listen", endpoint.host(), "--upstream", upstream.toString())
                .with("--users", users.file().toString(), "--weak-hashes", "allow")
                .with("--access-log", accessLog ? "on" : "off"));
    }

    /** The web application in a Jetty of the benchmark's own, from the folder that the WAR was packed from. */
    static Ours embedded(String title, Path exploded, boolean guarded) {
        Path webInf = exploded.resolve("WEB-INF");
        // The application's own jars come first: the versions that it is packed with.
        String classPath = String.join(
                ":", webInf.resolve("classes").toString(), webInf + "/lib/*", System.getProperty("java.class.path"));
        return new Ours(title, guarded, (endpoint, upstream, users) -> java("-cp", classPath)
                .with("-Dregauth.upstream=" + upstream, "-Dregauth.users=" + users.file())
                .with("-Dregauth.weak-hashes=allow", "-Dregauth.access-log=off")
                .with(EmbeddedProxy.class.getName(), Integer.toString(endpoint.port()), Boolean.toString(guarded)));
    }

    private static Command java(String option, String value) {
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Command.of(program, option, value);
    }

    @Override
    public boolean knows(Hash hash) {
        return true;
    }

    @Override
    public boolean isJvm() {
        return true;
    }

    @Override
    public Front start(Path folder, URI upstream, Users users) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        return Front.start(endpoint, folder, launch.command(endpoint, upstream, users), guarded ? 401 : 200);
    }
}
