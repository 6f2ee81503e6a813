package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways in which the WAR runs. */
enum Way {
    JETTY,
    TOMCAT_10,
    TOMCAT_11,
    JAVA_JAR;

    /** Starts the WAR with further settings, by their names in the table. */
    RunningProxy start(Path folder, URI upstream, Path users, Map<String, String> settings) throws Exception {
        Path own = Files.createTempDirectory(folder, "way");
        Map<String, String> parameters = settings.entrySet().stream()
                .collect(Collectors.toMap(setting -> "regauth." + setting.getKey(), Map.Entry::getValue));
        return switch (this) {
            case JETTY -> JettyWebAppIT.startUnpooled(own, upstream, users, parameters);
            case TOMCAT_10 -> Tomcat10IT.start("tomcat-10.1", upstream, users, parameters);
            case TOMCAT_11 -> Tomcat10IT.start("tomcat-11.0", upstream, users, parameters);
            case JAVA_JAR -> JavaJar.start(own, List.of(), upstream, users, settings);
        };
    }
}
