package io.registryauth.proxy.server;

import io.registryauth.proxy.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
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

    /** Reads both files; empty when one cannot be read, which is noted then. */
    Optional<Content> read(Problems problems) {
        Optional<ByteBuffer> certificateBytes = read(ProxySettings.TLS_CERT, certificates, problems);
        Optional<ByteBuffer> keyBytes = read(ProxySettings.TLS_KEY, key, problems);
        return certificateBytes.flatMap(c -> keyBytes.map(k -> new Content(c, k)));
    }

    /** Reads the file of one setting. */
    static Optional<ByteBuffer> read(Setting<Path> setting, Path file, Problems problems) {
        try {
            return Optional.of(ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer());
        } catch (NoSuchFileException e) {
            problems.add(setting + ": there is no file " + file);
        } catch (IOException e) {
            problems.add(setting + ": cannot read " + file + " (" + e + ")");
        }
        return Optional.empty();
    }
}
