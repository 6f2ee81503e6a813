package io.registryauth.reload;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads files, with messages for the person who named them. */
public final class FileContent {
    private FileContent() {}

    /**
     * Reads a file once, without a look at what becomes of it.
     *
     * @throws IOException when it cannot be read; the message names it and says why
     * @throws InvalidFileException when its content is wrong
     */
    public static <T> T parse(Path file, FileFormat<T> format) throws IOException, InvalidFileException {
        return format.parse(read(file, format.remedy()));
    }

    /**
     * The whole content of the file.
     *
     * @param remedy what to do when there is no such file
     * @throws IOException when it cannot be read; the message names the file and says why
     */
    static byte[] read(Path file, String remedy) throws IOException {
        try {
            // Opening a pipe waits for a writer, and some devices have no end.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isOther()) {
                throw new IOException("it is a pipe or a device");
            }
            if (attributes.size() > ReloadingFile.MAX_BYTES) {
                throw new IOException("it has " + attributes.size() + " bytes, and more than "
                        + (ReloadingFile.MAX_BYTES >> 20) + " MiB are not read");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + ": " + reason(file, e, remedy), e);
        }
    }

    /** Names a file, and says in words why it could not be read and what to do. */
    public static String problem(Path file, IOException e) {
        return file + ": " + reason(file, e, "check its name");
    }

    private static String reason(Path file, IOException e, String remedy) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file; " + remedy;
        }
        if (e instanceof AccessDeniedException) {
            return "this process may not read it; give its user the right to";
        }
        if (Files.isDirectory(file)) {
            return "this is a directory; name the file in it";
        }
        return "it cannot be read: " + e.getMessage();
    }
}
