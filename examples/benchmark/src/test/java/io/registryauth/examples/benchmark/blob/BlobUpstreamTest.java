package io.registryauth.examples.benchmark.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.examples.benchmark.peer.Front;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobUpstreamTest {
    private static final long SIZE = 1_000_000;

    @Test
    void blobsGoUpAndDownWhole(@TempDir Path folder) throws Exception {
        Path blob = Content.write(folder.resolve("blob"), SIZE);
        try (Front upstream = BlobUpstream.start(folder, blob, true)) {
            Client client = new Client(upstream.uri().getPort(), Content.MOST);

            assertThat(WholeBlobs.download(client, SIZE)).isTrue();
            assertThat(WholeBlobs.download(client, SIZE / 3)).isTrue();
            assertThat(WholeBlobs.download(client, SIZE + 1)).isFalse();
            assertThat(WholeBlobs.upload(client, SIZE)).isTrue();
        }
    }

    @Test
    void bytesInAnotherPlaceAreNoticed() {
        ByteBuffer part = Content.at(100_000, 1000);

        assertThat(Content.matches(part, 100_000)).isTrue();
        assertThat(Content.matches(part, 100_001)).isFalse();
        assertThat(Content.matches(part, 100_000 + 64 * 1024)).isFalse();
    }
}
