package io.registryauth.proxy.server;

import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.util.Optional;

/** The TLS files as they were at the start, and what stood in them. */
record Tls(TlsFiles files, TlsFiles.Content content, TlsIdentity identity) {
    /** Reads and checks the files that the settings name; empty when TLS is off or something is wrong with them. */
    static Optional<Tls> of(Settings settings, Problems problems) {
        return TlsFiles.of(settings, problems).flatMap(files -> load(files, problems));
    }

    private static Optional<Tls> load(TlsFiles files, Problems problems) {
        try {
            TlsFiles.Content content = files.read();
            return Optional.of(new Tls(files, content, TlsIdentity.parse(files, content)));
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
