package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An image whose layers hold random bytes, in an archive that every client can load.
 *
 * @param id the digest of its configuration, which covers the content of every layer: clients name the image by it
 */
public record TestImage(Path archive, String id) {

    private static final int KIBIBYTE = 1024;

    /** A layer with one file of random bytes; the same seed and size give the same layer. */
    public record Layer(long seed, int kibibytes) {}

    /** Writes an image into a new archive in the folder. */
    public static TestImage create(Path folder, Layer... layers) throws IOException {
        Path archive = Files.createTempFile(folder, "image", ".tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 64 * KIBIBYTE)) {
            TarWriter tar = new TarWriter(out);
            List<String> names = new ArrayList<>();
            List<String> digests = new ArrayList<>();
            for (Layer layer : layers) {
                String name = "layer-" + names.size() + ".tar";
                long size = TarWriter.lengthWith(KIBIBYTE * (long) layer.kibibytes());
                tar.begin(name, size);
                digests.add(write(layer, out));
                tar.end(size);
                names.add(name);
            }
            byte[] config = """
                    {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[%s]}}\
                    """.formatted(quoted(digests)).getBytes(UTF_8);
            tar.add("config.json", config);
            String manifest = "[{\"Config\":\"config.json\",\"Layers\":[%s]}]".formatted(quoted(names));
            tar.add("manifest.json", manifest.getBytes(UTF_8));
            tar.finish();
            return new TestImage(archive, Digests.of(config));
        }
    }

    /** Writes a layer, itself an archive, and returns its digest. */
    private static String write(Layer layer, OutputStream out) throws IOException {
        DigestOutputStream digesting = new DigestOutputStream(out, Digests.sha256());
        TarWriter tar = new TarWriter(digesting);
        long size = KIBIBYTE * (long) layer.kibibytes();
        tar.begin("random-" + layer.seed(), size);
        Random random = new Random(layer.seed());
        byte[] chunk = new byte[KIBIBYTE];
        for (int written = 0; written < layer.kibibytes(); written++) {
            random.nextBytes(chunk);
            digesting.write(chunk);
        }
        tar.end(size);
        tar.finish();
        return Digests.of(digesting.getMessageDigest());
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> '"' + value + '"').collect(Collectors.joining(","));
    }
}
