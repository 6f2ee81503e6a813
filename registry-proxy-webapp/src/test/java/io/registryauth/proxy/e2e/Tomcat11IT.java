package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The WAR deployed to Tomcat 11, configured by context parameters. */
class Tomcat11IT extends LargeImageContract {

    @Override
    RunningProxy startProxy(Path folder, URI upstream, Path users) throws Exception {
        return Tomcat10IT.start("tomcat-11.0", upstream, users, Map.of());
    }
}
