package io.registryauth.proxy.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A proxy for each way of running, all of them in front of the same upstream. */
final class EveryWay implements AutoCloseable {
    private final Map<Way, RunningProxy> proxies = new EnumMap<>(Way.class);

    private EveryWay() {}

    static EveryWay start(Path folder, URI upstream, User... users) throws Exception {
        EveryWay all = new EveryWay();
        Path file = User.writeFile(folder.resolve("users.htpasswd"), users);
        for (Way way : Way.values()) {
            all.proxies.put(way, way.start(folder, upstream, file, Map.of()));
        }
        return all;
    }

    /** Where the one that runs in this way is. */
    Endpoint endpoint(Way way) {
        return Objects.requireNonNull(proxies.get(way)).endpoint();
    }

    @Override
    public void close() {
        proxies.values().forEach(RunningProxy::close);
    }
}
