package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The WAR as a program of its own: {@code java -jar}. */
final class JavaJar {

    /** The WAR that was built last. */
    static final Path WAR = Path.of("target", "registry-proxy-webapp.war").toAbsolutePath();

    private JavaJar() {}

    static RunningProxy start(Path folder, URI upstream, Path users, @Nullable TestCertificates tls)
            throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), tls == null ? null : tls.authority());
        Command java = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with("-jar", WAR.toString())
                .with("--listen", endpoint.host(), "--upstream", upstream.toString(), "--users", users.toString());
        Command curl = Command.of("curl", "--silent", "--fail", endpoint.uri() + "/health");
        if (tls != null) {
            java = java.with(
                    "--tls-cert",
                    tls.certificate().toString(),
                    "--tls-key",
                    tls.key().toString());
            curl = curl.with("--cacert", tls.authority().resolve("ca.crt").toString());
        }
        Command health = curl;
        return new RunningProxy(
                endpoint,
                Daemon.start(
                        java, folder.resolve("proxy.log"), () -> health.run().exit() == 0));
    }
}
