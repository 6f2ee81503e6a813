package io.registryauth.examples.deployments;

import java.nio.file.Path;

/** The example {@code tomcat} in a Tomcat 11 of Apache's archive. */
class Tomcat11IT extends TomcatContract {

    @Override
    Path home() {
        return Server.unpacked("apache-tomcat-11.");
    }
}
