package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The example {@code tomcat} in the Tomcat that Debian packages. */
class DebianTomcatIT extends TomcatContract {

    @Override
    Path home() {
        Path home = Path.of("/usr/share/tomcat10");
        assertThat(home)
                .as("tomcat10 is not installed: run .ci/install-tools.sh")
                .isDirectory();
        return home;
    }
}
