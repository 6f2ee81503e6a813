package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that people push and pull images with. */
enum Client {
    DOCKER,
    PODMAN,
    SKOPEO;

    /**
     * The program with logins of its own, as on somebody's machine.
     *
     * @param engine what docker speaks to; the others do without
     * @param folder of the test; clients of one test share a store there
     */
    ImageClient open(DockerEngine engine, Endpoint endpoint, Path folder) throws IOException {
        Path own = Files.createTempDirectory(folder, "client");
        return switch (this) {
            case DOCKER -> new Docker(engine, endpoint, own);
            case PODMAN -> new Podman(endpoint, folder.resolve("podman"), own);
            case SKOPEO -> new Skopeo(endpoint, own);
        };
    }
}
