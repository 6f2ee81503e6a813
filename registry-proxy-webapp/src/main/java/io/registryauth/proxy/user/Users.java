package io.registryauth.proxy.user;

import io.registryauth.htpasswd.HtpasswdAuthenticator;
import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.htpasswd.HtpasswdHash.Use;
import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.proxy.text.Visible;
import io.registryauth.proxy.user.UsersText.Entry;
import io.registryauth.reload.InvalidFileException;
import io.registryauth.spi.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be done with the users of a file; a {@link CommandException} says why something cannot be. */
public final class Users {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UsersFile file;

    /** Manages the users of a file, which need not exist yet. */
    public Users(Path path) {
        this(new UsersFile(path, PATIENCE, new Replacement()));
    }

    Users(UsersFile file) {
        this.file = file;
    }

    private interface Edit {
        @Nullable
        UsersText apply(UsersText users, String hash);
    }

    /** Gives the file a further user, and makes the file where there is none. */
    public Answer add(String name, PasswordSource source, int cost) throws CommandException {
        UserName.requireNew(name);
        boolean added = setPassword(
                name,
                source,
                cost,
                file.readOrNew(),
                (users, hash) -> users.find(name) == null ? users.with(name, hash) : null);
        return added
                ? Answer.yes(name + " was added to " + file.path())
                : Answer.no(file.path() + ": there is a user " + name + " already; user passwd changes the password");
    }

    /** Gives a user another password. */
    public Answer passwd(String name, PasswordSource source, int cost) throws CommandException {
        UserName.requireText(name);
        boolean changed = setPassword(name, source, cost, file.read(), (users, hash) -> {
            Entry user = users.find(name);
            return user == null ? null : users.withHash(user, hash);
        });
        return changed
                ? Answer.yes(name + " has a new password in " + file.path())
                : Answer.no(noSuchUser(name) + "; user add makes one");
    }

    private boolean setPassword(String name, PasswordSource source, int cost, UsersText before, Edit edit)
            throws CommandException {
        // Nobody is asked for a password in vain, and nobody waits while a person types or a hash is computed.
        if (edit.apply(before, "") == null) {
            return false;
        }
        char[] password = source.read(name);
        try {
            PasswordRules.require(password);
            String hash = HtpasswdHash.bcrypt(new String(password), cost);
            return file.change(users -> edit.apply(users, hash), () -> source.beforeItCounts(password));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Removes a user. */
    public Answer delete(String name) throws CommandException {
        UserName.requireText(name);
        boolean found = file.read().find(name) != null
                && file.change(users -> {
                    Entry user = users.find(name);
                    return user == null ? null : users.without(user);
                });
        return found ? Answer.yes(name + " was deleted from " + file.path()) : Answer.no(noSuchUser(name));
    }

    /** One line a user: the name, the scheme of the hash, and whether the limits accept it, with tabs between. */
    public List<String> list(HtpasswdLimits limits) throws CommandException {
        return file.read().entries().stream()
                .map(user -> {
                    HtpasswdHash hash = HtpasswdHash.of(user.hash(), limits);
                    return String.join("\t", Visible.text(user.name()), hash.scheme(), status(hash.use()));
                })
                .toList();
    }

    /** The names of all users, in the file's order. */
    public List<String> names() throws CommandException {
        return file.read().entries().stream().map(Entry::name).toList();
    }

    private static String status(Use use) {
        return use == Use.ACCEPTED ? "usable" : "refused-" + use.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a server with these limits lets a user in with this password. */
    public Answer verify(String name, PasswordSource source, HtpasswdLimits limits) throws CommandException {
        UserName.requireText(name);
        UsersText users = file.read();
        Entry user = users.find(name);
        Use use = user == null
                ? Use.ACCEPTED
                : HtpasswdHash.of(user.hash(), limits).use();
        if (use != Use.ACCEPTED) {
            throw new CommandException(name + " cannot log in with any password: the hash is " + status(use)
                    + "; make a new one with user passwd");
        }
        char[] password = source.read(name);
        try {
            Credentials credentials = new Credentials(name, new String(password));
            return authenticator(users, limits).authenticate(credentials).isPresent()
                    ? Answer.yes("the password of " + name + " is right")
                    : Answer.no("wrong name or password");
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private HtpasswdAuthenticator authenticator(UsersText users, HtpasswdLimits limits) throws CommandException {
        try {
            byte[] content = users.text().getBytes(StandardCharsets.UTF_8);
            return HtpasswdAuthenticator.parse(String.valueOf(file.path().getFileName()), content, limits);
        } catch (InvalidFileException e) {
            throw new CommandException(e.problems());
        }
    }

    private String noSuchUser(String name) {
        return file.path() + ": there is no user " + name;
    }
}
