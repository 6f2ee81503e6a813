package io.registryauth.examples.deployments;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The example {@code tomcat}, in whatever Tomcat. */
abstract class TomcatContract extends DeploymentContract {

    abstract Path home();

    @Override
    Command deploy(Site site) throws Exception {
        Path base = site.folder().resolve("base");
        Path conf = Files.createDirectories(base.resolve("conf"));
        Files.copy(site.users(), conf.resolve("users.htpasswd"));
        Files.copy(site.tls().certificate(), conf.resolve("fullchain.pem"));
        Files.copy(site.tls().key(), conf.resolve("privkey.pem"));
        return Example.copy(
                        "tomcat",
                        site.folder(),
                        Map.of(
                                "/srv/registry-proxy",
                                base,
                                "/usr/share/tomcat10",
                                home(),
                                "http://127.0.0.1:5000",
                                site.upstream(),
                                "port=\"8443\"",
                                "address=\"127.0.0.1\" port=\"" + site.port() + '"'))
                .server();
    }
}
