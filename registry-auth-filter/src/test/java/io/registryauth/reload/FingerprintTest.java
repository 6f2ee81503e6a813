package io.registryauth.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path folder;

    @Test
    void filesThatWereMadeAlikeAtTheSameMomentDiffer() throws Exception {
        Fingerprint one = Fingerprint.of(Files.writeString(folder.resolve("one"), "text"));
        Fingerprint two = Fingerprint.of(Files.writeString(folder.resolve("two"), "text"));

        // The times may differ by chance, the identity must.
        assertThat(one.key()).isNotNull().isNotEqualTo(two.key());
    }

    @Test
    void timesKeepTheirFullPrecision() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Instant time = Instant.parse("2026-11-24T08:00:00.123456789Z");
        Files.setLastModifiedTime(file, FileTime.from(time));

        assertThat(Fingerprint.of(file).modified()).isEqualTo(FileTime.from(time));
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(Fingerprint.of(link)).isEqualTo(Fingerprint.of(file));
        Files.delete(file);
        assertThat(Fingerprint.of(link)).isEqualTo(Fingerprint.NONE);
    }
}
