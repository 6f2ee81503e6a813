package io.registryauth.proxy.e2e;

import io.registryauth.proxy.EmbeddedTomcat;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/** The WAR deployed to Tomcat 10.1, configured by context parameters. */
class Tomcat10IT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        return start("tomcat-10.1", upstream, users);
    }

    static RunningProxy start(String version, URI upstream, Path users) throws Exception {
        Map<String, String> parameters = Map.of(
                "regauth.upstream", upstream.toString(),
                "regauth.users", users.toString(),
                "regauth.access-log", "off");
        AutoCloseable tomcat = EmbeddedTomcat.start(version, JavaJar.WAR, parameters);
        return new RunningProxy(new Endpoint(((IntSupplier) tomcat).getAsInt(), null), tomcat);
    }
}
