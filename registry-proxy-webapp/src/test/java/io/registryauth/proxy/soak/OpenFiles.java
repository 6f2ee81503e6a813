package io.registryauth.proxy.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What this process has open, as Linux knows it. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** How many sockets, pipes and selectors; no files, since class loading opens jars. */
    static Map<String, Integer> kinds() throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        List<Path> descriptors;
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            descriptors = all.toList();
        }
        for (Path descriptor : descriptors) {
            try {
                Path target = Files.readSymbolicLink(descriptor);
                if (!target.isAbsolute()) {
                    kinds.merge(target.toString().replaceAll("\\[\\d+]", ""), 1, Integer::sum);
                }
            } catch (NoSuchFileException e) {
                // the list's own, which is closed again
            }
        }
        return kinds;
    }
}
