package io.registryauth.proxy.user;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.registryauth.htpasswd.HtpasswdAuthenticator;
import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.ReloadingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A users file: read whole, used only when it is valid, and changed by one process at a time. */
record UsersFile(Path path, Duration patience, Replacement replacement) {
    /** What is to become of the users. */
    interface Change {
        /** Returns the users as they shall be; null when they shall stay as they are. */
        @Nullable
        UsersText apply(UsersText users);
    }

    /**
     * The text of the file.
     *
     * @throws CommandException when there is none, it cannot be read, or it is not valid
     */
    UsersText read() throws CommandException {
        if (isNew()) {
            throw new CommandException(path + ": there is no such file; user add makes it");
        }
        return read(path);
    }

    private UsersText read(Path file) throws CommandException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(path + ": this is not a regular file; name the users file itself");
        }
        try {
            if (Files.size(file) > ReloadingFile.MAX_BYTES) {
                throw new CommandException(path + ": this is larger than any users file; name the users file itself");
            }
            byte[] content = Files.readAllBytes(file);
            UsersText users = new UsersText(new String(content, StandardCharsets.UTF_8));
            // A file that somebody made for its owner and mode alone may get its first user.
            if (!users.isBlank()) {
                HtpasswdAuthenticator.parse(String.valueOf(path.getFileName()), content, HtpasswdLimits.DEFAULTS);
            }
            return users;
        } catch (InvalidFileException e) {
            throw new CommandException(e.problems());
        } catch (IOException e) {
            throw new CommandException(path + " cannot be read: " + Reason.of(e));
        }
    }

    /** The text of the file, or that of one without users where there is none yet. */
    UsersText readOrNew() throws CommandException {
        return isNew() ? UsersText.NONE : read();
    }

    /**
     * Replaces the file, while nobody else does, by what a change makes of the text that it has then.
     *
     * @return whether there was a change
     */
    boolean change(Change change) throws CommandException {
        return change(change, () -> {});
    }

    /**
     * Replaces the file, while nobody else does, by what a change makes of the text that it has then.
     *
     * @param lastStep what else has to succeed before the change counts; it is done where there is a change alone
     * @return whether there was a change
     */
    boolean change(Change change, Replacement.LastStep lastStep) throws CommandException {
        try {
            Path target = target();
            try (LockFile lock = LockFile.acquire(target, patience)) {
                if (!target().equals(target)) {
                    throw new IOException("a link led elsewhere meanwhile; run the command again");
                }
                // the file that is locked: the path may lead elsewhere at any moment
                UsersText changed = change.apply(Files.exists(target, NOFOLLOW_LINKS) ? read(target) : UsersText.NONE);
                if (changed == null) {
                    return false;
                }
                replacement.replace(lock, changed.text().getBytes(StandardCharsets.UTF_8), lastStep);
                return true;
            }
        } catch (IOException e) {
            throw new CommandException(path + " is unchanged: " + Reason.of(e));
        }
    }

    private Path target() throws IOException {
        return isNew() ? path.toAbsolutePath() : path.toRealPath();
    }

    /** A link that leads nowhere counts as a file: replacing it by one would surprise whoever made the link. */
    private boolean isNew() {
        return !Files.exists(path, NOFOLLOW_LINKS);
    }
}
