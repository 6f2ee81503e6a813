package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The WAR as a program of its own: {@code java -jar}. */
final class JavaJar {

    /** The WAR that was built last. */
    static final Path WAR = Path.of("target", "registry-proxy-webapp.war").toAbsolutePath();

    private JavaJar() {}

    static RunningProxy start(Path folder, URI upstream, Path users, @Nullable TestCertificates tls)
            throws IOException {
        Map<String, String> settings = tls == null
                ? Map.of()
                : Map.of(
                        "tls-cert", tls.certificate().toString(),
                        "tls-key", tls.key().toString());
        return start(folder, List.of(), upstream, users, settings, tls == null ? null : tls.authority());
    }

    /** Starts one that speaks plain HTTP, with options for the JVM and further settings. */
    static RunningProxy start(Path folder, List<String> options, URI upstream, Path users, Map<String, String> settings)
            throws IOException {
        return start(folder, options, upstream, users, settings, null);
    }

    /** Waits until it answers, be it that the upstream is not available. */
    private static RunningProxy start(
            Path folder,
            List<String> options,
            URI upstream,
            Path users,
            Map<String, String> settings,
            @Nullable Path authority)
            throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), authority);
        Command java = command(options)
                .with("--listen", endpoint.host(), "--upstream", upstream.toString(), "--users", users.toString());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            java = java.with("--" + setting.getKey(), setting.getValue());
        }
        Command curl = Command.of("curl", "--silent", endpoint.uri() + "/health");
        Command health = authority == null
                ? curl
                : curl.with("--cacert", authority.resolve("ca.crt").toString());
        return new RunningProxy(
                endpoint, Daemon.start(java, log(folder), () -> health.run().exit() == 0));
    }

    /** The program, with options for the JVM and without arguments. */
    static Command command(List<String> options) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with(options.toArray(String[]::new))
                .with("-jar", WAR.toString());
    }

    /** Where a proxy that was started with this folder logs. */
    static Path log(Path folder) {
        return folder.resolve("proxy.log");
    }
}
