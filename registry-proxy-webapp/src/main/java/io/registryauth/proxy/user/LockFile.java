package io.registryauth.proxy.user;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The right to change a users file, held by one process at a time: a lock on the file {@code .NAME.lock} beside it. The
 * system takes it back from a process that dies. The file stays: were it deleted, two processes could hold the lock of
 * two files of that name.
 */
final class LockFile implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final int MAX_HOLDER_BYTES = 64;
    private static final int WRITTEN_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    private final Path usersFile;
    private final FileChannel channel;

    private LockFile(Path usersFile, FileChannel channel) {
        this.usersFile = usersFile;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param usersFile not a symbolic link: others would lock another file
     * @param patience how long to wait for another process
     * @throws IOException when the lock cannot be had; the message says why
     */
    static LockFile acquire(Path usersFile, Duration patience) throws IOException {
        Path file = pathFor(usersFile.toAbsolutePath());
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            requireOwn(folder);
            return acquire(file, usersFile, patience);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    Files.isDirectory(folder)
                            ? file + " vanished; run the command again"
                            : "there is no folder " + folder + "; make it first",
                    e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    Files.exists(file, NOFOLLOW_LINKS)
                            ? "this process may not open " + file + "; remove that file if no other command is at work"
                            : "this process may not write in the folder " + folder
                                    + "; run the command as somebody who may",
                    e);
        }
    }

    private static LockFile acquire(Path file, Path usersFile, Duration patience) throws IOException {
        boolean isNew = make(file);
        requireOneName(file);
        FileChannel channel = FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS);
        try {
            requireOneName(file); // once more, for what was put there just before it was opened
            await(channel, file, patience);
            writeHolder(channel);
            if (isNew) {
                giveToOwner(file, usersFile);
            }
            return new LockFile(usersFile, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Where others may rename files, they could put one of root's own in the place of the lock or of the draft, which root
     * then gives away or overwrites. In a sticky folder they may not.
     */
    private static void requireOwn(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return;
        }
        Map<String, Object> found = Files.readAttributes(folder, "unix:uid,mode,owner");
        int mode = (Integer) Objects.requireNonNull(found.get("mode"));
        boolean othersRename = (mode & WRITTEN_BY_OTHERS) != 0 && (mode & STICKY) == 0;
        if (othersRename || !Integer.valueOf(0).equals(found.get("uid"))) {
            throw new IOException("others than root may write in the folder " + folder
                    + ", where they could have it change another file; run the command as " + found.get("owner")
                    + (othersRename ? ", or take the right to write there from others" : ""));
        }
    }

    private static boolean make(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Who may write in the folder could put a link there, and have another file written to. */
    private static void requireOneName(Path file) throws IOException {
        Map<String, Object> found = Files.readAttributes(file, "unix:isRegularFile,nlink", NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))
                || !Integer.valueOf(1).equals(found.get("nlink"))) {
            throw new IOException(
                    file + " is no lock that a command left there, but a link, or a file with another name"
                            + " as well, or no file; find out who put it there, and remove it");
        }
    }

    static Path pathFor(Path usersFile) {
        return usersFile.resolveSibling("." + usersFile.getFileName() + ".lock");
    }

    /** The file that the holder of this lock may change. */
    Path usersFile() {
        return usersFile;
    }

    private static void await(FileChannel channel, Path file, Duration patience) throws IOException {
        long start = System.nanoTime();
        while (!tryLock(channel)) {
            if (System.nanoTime() - start >= patience.toNanos()) {
                throw new IOException(holder(channel) + " is changing it and holds " + file
                        + "; try again when it is done, or end it if it hangs");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another process held " + file);
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process holds it, by another channel
        }
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        String holder = "process " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        channel.read(content, 0);
        String holder = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
        return holder.matches("process \\d+") ? holder : "another process";
    }

    /**
     * Root's lock would keep out the owner of the users file, who may change it as well. What was there before is given to
     * nobody: it may be somebody else's.
     */
    private static void giveToOwner(Path file, Path usersFile) throws IOException {
        FileOwnerAttributeView lock = Files.getFileAttributeView(file, FileOwnerAttributeView.class, NOFOLLOW_LINKS);
        try {
            if (Files.exists(usersFile) && !lock.getOwner().equals(Files.getOwner(usersFile))) {
                lock.setOwner(Files.getOwner(usersFile));
            }
        } catch (FileSystemException e) {
            // Who may not give away the lock may not give away the users file, which is told there.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
