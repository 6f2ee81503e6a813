package io.registryauth.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from another without reading it. Links are followed.
 *
 * @param key the identity of the file, such as its inode; null where the file system has none
 * @param changed when content, name or rights changed last, which nobody can set back; null where it is not kept
 */
record Fingerprint(
        @Nullable Object key,
        long size,
        @Nullable FileTime modified,
        @Nullable FileTime changed) {
    /** A file that is not there, or cannot be looked at. */
    static final Fingerprint NONE = new Fingerprint(null, -1, null, null);

    private static final String BASIC = "fileKey,size,lastModifiedTime";

    static Fingerprint of(Path file) {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            Map<String, Object> attributes = Files.readAttributes(file, unix ? "unix:ctime," + BASIC : BASIC);
            return new Fingerprint(
                    attributes.get("fileKey"),
                    (Long) Objects.requireNonNull(attributes.get("size")),
                    (FileTime) attributes.get("lastModifiedTime"),
                    (FileTime) attributes.get("ctime"));
        } catch (IOException e) {
            return NONE;
        }
    }
}
