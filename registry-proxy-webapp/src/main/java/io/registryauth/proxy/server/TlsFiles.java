package io.registryauth.proxy.server;

import io.registryauth.proxy.ProxySettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the server's certificates and its private key are.
 *
 * @param certificates PEM, the server's own among those that issued it
 * @param key PEM
 */
record TlsFiles(Path certificates, Path key) {
    /** What stood in the files at one time; it compares by content and prints none of it. */
    record Content(ByteBuffer certificates, ByteBuffer key) {}

    /** The files that the settings name; empty when TLS is off, or when one of the two is missing. */
    static Optional<TlsFiles> of(Settings settings, Problems problems) {
        Optional<Path> certificates = settings.find(ProxySettings.TLS_CERT);
        Optional<Path> key = settings.find(ProxySettings.TLS_KEY);
        if (certificates.isPresent() && key.isEmpty()) {
            problems.add(ProxySettings.TLS_KEY + ": name the private key as well; tls-cert alone is not enough");
        }
        if (key.isPresent() && certificates.isEmpty()) {
            problems.add(ProxySettings.TLS_CERT + ": name the certificate as well; tls-key alone is not enough");
        }
        return certificates.flatMap(c -> key.map(k -> new TlsFiles(c, k)));
    }

    /**
     * Reads both files.
     *
     * @throws InvalidSettingsException when one cannot be read
     */
    Content read() {
        Problems problems = new Problems();
        ByteBuffer certificateBytes = read(ProxySettings.TLS_CERT, certificates, problems);
        ByteBuffer keyBytes = read(ProxySettings.TLS_KEY, key, problems);
        problems.throwIfAny();
        return new Content(certificateBytes, keyBytes);
    }

    private static ByteBuffer read(Setting<?> setting, Path file, Problems problems) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
        } catch (NoSuchFileException e) {
            problems.add(setting + ": there is no file " + file);
        } catch (IOException e) {
            problems.add(setting + ": cannot read " + file + " (" + e + ")");
        }
        return ByteBuffer.allocate(0);
    }
}
