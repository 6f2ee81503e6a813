package io.registryauth.examples.deployments;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Path;
import java.util.Map;

/** The example {@code jetty} in a Jetty of its maker's archive. */
class JettyIT extends DeploymentContract {

    @Override
    Command deploy(Site site) throws Exception {
        Path base = site.folder().resolve("base");
        Command server = Example.copy(
                        "jetty",
                        site.folder(),
                        Map.of(
                                "/srv/registry-proxy", base,
                                "/opt/jetty-home", Server.unpacked("jetty-home-"),
                                "http://127.0.0.1:5000", site.upstream(),
                                "fullchain.pem", site.tls().certificate(),
                                "privkey.pem", site.tls().key(),
                                "port=8443", "port=" + site.port() + "\njetty.ssl.host=127.0.0.1",
                                "/etc/users.htpasswd", "/../users.htpasswd"))
                .server();
        return server;
    }
}
