package io.registryauth.proxy.e2e;

import io.registryauth.proxy.EmbeddedTomcat;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** The WAR deployed to Tomcat 10.1, configured by context parameters. */
class Tomcat10IT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        return start("tomcat-10.1", upstream, users, Map.of());
    }

    static RunningProxy start(String version, URI upstream, Path users, Map<String, String> parameters)
            throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "regauth.upstream", upstream.toString(),
                "regauth.users", users.toString(),
                "regauth.access-log", "off"));
        all.putAll(parameters);
        AutoCloseable tomcat = EmbeddedTomcat.start(version, JavaJar.WAR, all);
        return new RunningProxy(new Endpoint(((IntSupplier) tomcat).getAsInt(), null), tomcat);
    }
}
