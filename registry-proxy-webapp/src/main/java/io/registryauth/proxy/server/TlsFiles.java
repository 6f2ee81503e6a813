package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.reload.FileContent;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the server's certificates and its private key are.
 *
 * @param certificates PEM, the server's own among those that issued it
 * @param key PEM
 */
record TlsFiles(Path certificates, Path key) {
    /** What stood in the files at one time, null for one that could not be read. It compares by content and prints none. */
    record Content(
            @Nullable ByteBuffer certificates, @Nullable ByteBuffer key) {}

    /** Reads both files, and notes why when one cannot be read. */
    Content read(Problems problems) {
        return new Content(
                read(ProxySettings.TLS_CERT, certificates, problems), read(ProxySettings.TLS_KEY, key, problems));
    }

    /** Reads the file of one setting; null when it cannot be read, which is noted then. */
    static @Nullable ByteBuffer read(Setting<Path> setting, Path file, Problems problems) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
        } catch (IOException e) {
            problems.add(setting + ": " + FileContent.problem(file, e));
        }
        return null;
    }
}
