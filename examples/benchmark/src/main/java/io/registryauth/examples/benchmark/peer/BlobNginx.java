package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same nginx, tuned for blobs.
 *
 * @param buffering whether it reads ahead of the side that it writes to
 * @param certificate null for plain HTTP
 */
record BlobNginx(String title, boolean buffering, @Nullable Certificate certificate) implements Peer {
    private static final String TLS = """
            ssl_certificate %s;
            ssl_certificate_key %s;
            ssl_protocols TLSv1.3;
            """;

    @Override
    public boolean knows(Hash hash) {
        return true;
    }

    @Override
    public Front start(Path folder, URI upstream, Users users) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), certificate == null ? null : certificate.folder());
        Path configuration = new Template("nginx-blobs.conf")
                .write(
                        folder,
                        Map.of(
                                "LISTEN",
                                endpoint.host() + (certificate == null ? "" : " ssl http2"),
                                "TLS",
                                certificate == null ? "" : TLS.formatted(certificate.file(), certificate.key()),
                                "UPSTREAM",
                                upstream.getAuthority(),
                                "USERS",
                                users.file().toString(),
                                "BUFFERING",
                                buffering ? "on" : "off"));
        return Front.start(endpoint, folder, Program.nginx(folder, configuration), 401);
    }
}
