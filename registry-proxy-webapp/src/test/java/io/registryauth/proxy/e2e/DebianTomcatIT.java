package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The WAR deployed to the Tomcat that Debian packages, configured by the environment. */
class DebianTomcatIT extends EndToEndContract {

    private static final Path HOME = Path.of("/usr/share/tomcat10");

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws IOException {
        assertThat(HOME)
                .as("tomcat10 is not installed: run .ci/install-tools.sh")
                .isDirectory();
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Path base = folder.resolve("tomcat");
        for (String name : List.of("conf", "logs", "temp", "webapps")) {
            Files.createDirectories(base.resolve(name));
        }
        for (String name : List.of("catalina.properties", "web.xml")) {
            Files.copy(HOME.resolve("etc").resolve(name), base.resolve("conf").resolve(name));
        }
        Files.writeString(base.resolve("conf/server.xml"), """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector address="127.0.0.1" port="%d"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(endpoint.port()));
        Files.copy(JavaJar.WAR, base.resolve("webapps/ROOT.war"));
        Command catalina = Command.of(HOME.resolve("bin/catalina.sh").toString(), "run")
                .withEnvironment("JAVA_HOME", System.getProperty("java.home"))
                .withEnvironment("CATALINA_HOME", HOME)
                .withEnvironment("CATALINA_BASE", base)
                .withEnvironment("REGAUTH_UPSTREAM", upstream)
                .withEnvironment("REGAUTH_USERS", users);
        return new RunningProxy(
                endpoint,
                Daemon.start(
                        catalina,
                        folder.resolve("tomcat.log"),
                        () -> Http.answers(endpoint.uri().resolve("/health"), 200)));
    }
}
