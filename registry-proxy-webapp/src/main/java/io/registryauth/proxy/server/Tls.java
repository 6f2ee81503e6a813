package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** The TLS files as they were at the start, and what stood in them. */
record Tls(TlsFiles files, TlsFiles.Content content, TlsIdentity identity) {
    /** Reads and checks the files that the settings name; empty when TLS is off, or something is wrong with them. */
    static Optional<Tls> of(Settings settings, Problems problems) {
        Optional<Path> certificates = settings.find(ProxySettings.TLS_CERT);
        Optional<Path> key = settings.find(ProxySettings.TLS_KEY);
        if (certificates.isPresent() && key.isPresent()) {
            return load(new TlsFiles(certificates.get(), key.get()), problems);
        }
        certificates.ifPresent(file -> {
            problems.add(ProxySettings.TLS_KEY + ": name the private key as well; tls-cert alone is not enough");
            TlsIdentity.certificates(file, TlsFiles.read(ProxySettings.TLS_CERT, file, problems), problems);
        });
        key.ifPresent(file -> {
            problems.add(ProxySettings.TLS_CERT + ": name the certificate as well; tls-key alone is not enough");
            TlsIdentity.key(file, TlsFiles.read(ProxySettings.TLS_KEY, file, problems), problems);
        });
        return Optional.empty();
    }

    private static Optional<Tls> load(TlsFiles files, Problems problems) {
        TlsFiles.Content content = files.read(problems);
        return TlsIdentity.parse(files, content, problems).map(identity -> new Tls(files, content, identity));
    }
}
