package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of this project.
 *
 * @param guarded whether its filter is there
 * @param certificate null for plain HTTP
 */
record Ours(String title, boolean guarded, @Nullable Certificate certificate, Launch launch) implements Peer {

    @FunctionalInterface
    interface Launch {
        Command command(Endpoint endpoint, URI upstream, Users users);
    }

    /** The WAR as a program of its own, with the JVM's defaults. */
    static Ours javaJar(String title, Path war, boolean accessLog) {
        return new Ours(title, true, null, (endpoint, upstream, users) -> serving(
                        JavaProgram.of("-jar", war.toString()), endpoint, upstream, users)
                .with("--access-log", accessLog ? "on" : "off"));
    }

    /** The same, with TLS where there is a certificate. */
    static Ours transfers(Path war, @Nullable Certificate certificate) {
        return new Ours("ours", true, certificate, (endpoint, upstream, users) -> {
            Command command = serving(JavaProgram.of("-jar", war.toString()), endpoint, upstream, users)
                    .with("--access-log", "off");
            return certificate == null
                    ? command
                    : command.with("--tls-cert", certificate.file().toString())
                            .with("--tls-key", certificate.key().toString());
        });
    }

    /** With a small heap and many files. */
    static Ours small(Path war) {
        return new Ours("ours", true, null, (endpoint, upstream, users) -> serving(
                        JavaProgram.withManyFiles(JavaProgram.of("-Xmx128m", "-jar", war.toString())),
                        endpoint,
                        upstream,
                        users)
                .with("--access-log", "off"));
    }

    /** The web application in a Jetty of the benchmark's own, from the folder that the WAR was packed from. */
    static Ours embedded(String title, Path exploded, boolean guarded) {
        Path webInf = exploded.resolve("WEB-INF");
        // The application's own jars come first: the versions that it is packed with.
        String classPath = String.join(
                ":", webInf.resolve("classes").toString(), webInf + "/lib/*", System.getProperty("java.class.path"));
        return new Ours(title, guarded, null, (endpoint, upstream, users) -> JavaProgram.of("-cp", classPath)
                .with("-Dregauth.upstream=" + upstream, "-Dregauth.users=" + users.file())
                .with("-Dregauth.weak-hashes=allow", "-Dregauth.access-log=off")
                .with(EmbeddedProxy.class.getName(), Integer.toString(endpoint.port()), Boolean.toString(guarded)));
    }

    private static Command serving(Command program, Endpoint endpoint, URI upstream, Users users) {
        return program.with("--listen", endpoint.host(), "--upstream", upstream.toString())
                .with("--users", users.file().toString(), "--weak-hashes", "allow");
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
        Endpoint endpoint = new Endpoint(Daemon.freePort(), certificate == null ? null : certificate.folder());
        return Front.start(endpoint, folder, launch.command(endpoint, upstream, users), guarded ? 401 : 200);
    }
}
