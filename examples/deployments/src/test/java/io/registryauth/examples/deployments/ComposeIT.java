package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.DockerEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The example {@code compose}, with an engine of the test that has neither networks for containers nor images to pull: the
 * proxy's image is built upon the JDK of the test, its container has the network of the host, and the registry runs outside.
 */
class ComposeIT extends DeploymentContract {

    private static final String JRE = "jre:of-the-test";

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private DockerEngine engine;

    @Override
    Command deploy(Site site) throws Exception {
        Path home = site.folder().resolve("srv");
        Path certificates = Files.createDirectories(site.folder().resolve("live"));
        Files.copy(site.tls().certificate(), certificates.resolve("fullchain.pem"));
        Files.copy(site.tls().key(), certificates.resolve("privkey.pem"));
        Map<String, Object> changes = new HashMap<>();
        changes.put("/srv/registry", home);
        changes.put("/etc/letsencrypt/live/registry.example.com", certificates);
        changes.put("docker compose ", "docker-compose ");
        changes.put("up --detach --build", "up --no-deps --build proxy");
        changes.put("docker.io/library/eclipse-temurin:21-jre", JRE);
        changes.put("0.0.0.0:8443", "127.0.0.1:" + site.port());
        changes.put("127.0.0.1:8443", "127.0.0.1:" + site.port());
        changes.put("--interval=15s", "--interval=1s");
        changes.put("networks: [clients, registry]", "network_mode: host");
        changes.put("    ports: [\"443:8443\"]\n", "");
        changes.put("http://registry:5000", site.upstream());
        Example example = Example.copy("compose", site.folder(), changes);

        engine = DockerEngine.start(site.folder());
        importJre(site.folder().resolve("rootfs"));
        compose(example.commands().get(0) + example.commands().get(1)).run().succeeded();
        Path users = home.resolve("users/users.htpasswd");
        assertThat(users).content().startsWith("admin:$2y$");
        Files.writeString(users, Files.readString(site.users()));
        return compose("cd " + home + "\nexec " + example.commands().get(2));
    }

    @Test
    void composeTakesTheFileAsItIs() {
        compose("docker-compose --file examples/compose/compose.yaml config --quiet")
                .run()
                .succeeded();
    }

    @Test
    void theContainerIsHealthy() {
        String container = engine.command().with("ps", "--quiet").run().succeeded();

        await().until(() -> engine.command()
                .with("inspect", "--format", "{{.State.Health.Status}}", container)
                .run()
                .succeeded()
                .equals("healthy"));
    }

    private Command compose(String commands) {
        return Example.shell(commands).withEnvironment("DOCKER_HOST", engine.address());
    }

    /** Makes an image of the JDK of the test, and of what it and the health check need of the system. */
    private void importJre(Path root) {
        compose("""
                wget=$(command -v wget)
                libraries=$(ldd $JAVA_HOME/bin/java $JAVA_HOME/lib/server/libjvm.so $wget | grep -o '/[^ ]* (' | tr -d ' (' | sort -u)
                mkdir %1$s
                tar --create --dereference --exclude=jmods --exclude=src.zip $JAVA_HOME $wget $libraries | tar --extract --directory %1$s
                tar --create --directory %1$s . | docker import --change "ENV PATH=$JAVA_HOME/bin:/usr/bin" - %2$s
                """.formatted(root, JRE)).run().succeeded();
    }
}
