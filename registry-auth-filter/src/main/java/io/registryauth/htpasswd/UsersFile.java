package io.registryauth.htpasswd;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the bytes of a users file, with messages for the person who named it. */
final class UsersFile {
    private UsersFile() {}

    /**
     * The whole content of the file.
     *
     * @throws IOException when it cannot be read; the message names the file and says why
     */
    static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + ": " + reason(file, e), e);
        }
    }

    /** Says in words why a file could not be read. */
    static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file; make it with htpasswd -B -c FILE NAME";
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
