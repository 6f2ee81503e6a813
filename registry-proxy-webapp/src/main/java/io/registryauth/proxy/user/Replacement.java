package io.registryauth.proxy.user;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces a file whole: whoever reads it sees all of the old content or all of the new, even if this process or the
 * machine dies meanwhile. Owner, group and mode stay; access control lists beyond the mode do not.
 */
final class Replacement {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    /** The step that makes the new content count. */
    interface Move {
        /** Puts one file in the place of another, or fails and leaves both. */
        void move(Path from, Path to) throws IOException;
    }

    /** What else has to succeed before the new content counts. */
    interface LastStep {
        /** Does it, when all but the move is done; or fails, and the file stays as it is. */
        void run() throws IOException;
    }

    private final Move move;

    Replacement() {
        this((from, to) -> Files.move(from, to, ATOMIC_MOVE));
    }

    Replacement(Move move) {
        this.move = move;
    }

    /** Where the new content is made. The name is always the same, so that what a killed process left is cleared away. */
    static Path draftOf(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /**
     * Gives the file of a lock another content, or makes it, with mode 600.
     *
     * @throws IOException when that is not possible; the file is then as it was, and the message says why
     */
    void replace(LockFile lock, byte[] content, LastStep lastStep) throws IOException {
        Path file = lock.usersFile();
        Path draft = draftOf(file);
        clearAway(draft);
        try {
            write(draft, content);
            if (Files.exists(file, NOFOLLOW_LINKS)) {
                copyAttributes(file, draft);
            }
            lastStep.run();
            moveTo(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        force(file.resolveSibling("."));
    }

    private static void clearAway(Path draft) throws IOException {
        try {
            Files.deleteIfExists(draft);
        } catch (DirectoryNotEmptyException e) {
            throw new IOException(
                    "a folder that is not empty stands where its new content is to be made; move " + draft + " away",
                    e);
        }
    }

    private static void write(Path draft, byte[] content) throws IOException {
        // Nobody else may open it before it has its owner: rights are checked when a file is opened.
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ALONE))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Gives a draft the owner, group and mode of the file that it is to replace.
     *
     * <p>Who may write in the folder could put a link in the draft's place, and have another file given away. A secure stream
     * changes what it has opened without following links; the mode alone would follow one on newer JDKs.
     */
    static void copyAttributes(Path file, Path draft) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(file.resolveSibling("."))) {
            if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("its file system has no means to give a file away safely");
            }
            give(
                    secure.getFileAttributeView(draft.getFileName(), PosixFileAttributeView.class, NOFOLLOW_LINKS),
                    wanted);
        }
    }

    private static void give(PosixFileAttributeView view, PosixFileAttributes wanted) throws IOException {
        try {
            PosixFileAttributes present = view.readAttributes();
            if (!present.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
            if (!present.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
            view.setPermissions(wanted.permissions());
        } catch (FileSystemException e) {
            throw new IOException(
                    "it belongs to " + wanted.owner().getName() + ":"
                            + wanted.group().getName()
                            + ", to whom this process may not give the file that would replace"
                            + " it; run the command as " + wanted.owner().getName() + " or as root",
                    e);
        }
    }

    private void moveTo(Path file, Path draft) throws IOException {
        try {
            move.move(draft, file);
        } catch (FileSystemException e) {
            throw new IOException(
                    "it cannot be replaced (" + e.getReason() + "); where it is mounted by itself, as into a container,"
                            + " change it where it comes from, or mount its folder",
                    e);
        }
    }

    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some file systems cannot. The change is made; only a power cut right now could take it back.
        }
    }
}
