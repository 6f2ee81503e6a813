package io.registryauth.examples.benchmark.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is compared, by the name that an option gives it.
 *
 * @param war the proxy as it is packed
 */
public record Peers(Path war) {
    public static final List<String> NAMES = List.of("none", "nginx", "httpd", "haproxy", "caddy", "ours", "logging");

    /** Those with these names, in the order of {@link #NAMES}. */
    public List<Peer> named(List<String> names) {
        return NAMES.stream().filter(names::contains).map(this::named).toList();
    }

    private Peer named(String name) {
        return switch (name) {
            case "none" -> new NoProxy();
            case "nginx" -> Program.nginx();
            case "httpd" -> Program.httpd();
            case "haproxy" -> Program.haProxy();
            case "caddy" -> Program.caddy();
            case "ours" -> Ours.javaJar("ours", war, false);
            case "logging" -> Ours.javaJar("ours, access log on", war, true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Those that move blobs: nginx in two ways, and with TLS where there is a certificate; no proxy has none. */
    public List<Peer> transfers(List<String> names, @Nullable Certificate certificate) {
        List<Peer> peers = new ArrayList<>();
        if (names.contains("none") && certificate == null) {
            peers.add(new NoProxy());
        }
        if (names.contains("nginx")) {
            peers.add(new BlobNginx("nginx, buffering", true, certificate));
            peers.add(new BlobNginx("nginx, not buffering", false, certificate));
        }
        if (names.contains("ours")) {
            peers.add(Ours.transfers(war, certificate));
        }
        return peers;
    }

    /** Ours with a small heap, and files for many connections. */
    public Peer small() {
        return Ours.small(war);
    }

    /** The same proxy servlet with the filter in front of it, and without. */
    public List<Peer> filterAndNone() {
        Path exploded = war.resolveSibling(war.getFileName().toString().replace(".war", ""));
        return List.of(Ours.embedded("without the filter", exploded, false), Ours.embedded("with it", exploded, true));
    }
}
