package io.registryauth.htpasswd;

import io.registryauth.reload.InvalidFileException;
import io.registryauth.reload.Reloader;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * The users of an Apache htpasswd file. Thread-safe.
 *
 * <p>Whatever the reason for a refusal, it takes the work of verifying a password: unknown users, and those whose hash is
 * not accepted, are verified against another hash of the file. A password with a control character, which RFC 7617 does
 * not allow, or one of more than 1024 characters is never genuine.
 */
public final class HtpasswdAuthenticator implements Authenticator {
    private final Supplier<Htpasswd> users;
    private final BiPredicate<StoredHash, String> verifier;

    /**
     * One that may verify with another function than {@link StoredHash#matches(String)}, such as one that counts.
     *
     * @param users the users at any moment; each decision takes them once, so that it is made on one state of the file
     */
    HtpasswdAuthenticator(Supplier<Htpasswd> users, BiPredicate<StoredHash, String> verifier) {
        this.users = users;
        this.verifier = verifier;
    }

    /**
     * Reads a users file, and logs which of its users have weak or unacceptable hashes; so it does each time that the
     * file has changed, while the reloader is started.
     *
     * @throws IOException when the file cannot be read; the message names it and says why
     * @throws InvalidFileException when it is not a valid htpasswd file
     */
    public static HtpasswdAuthenticator load(Path file, HtpasswdLimits limits, Reloader reloader)
            throws IOException, InvalidFileException {
        return new HtpasswdAuthenticator(
                reloader.open(file, new UsersFile(file, limits))::current, StoredHash::matches);
    }

    /**
     * Takes the content of a users file, and logs nothing.
     *
     * @param file what messages call it
     * @throws InvalidFileException when it is not a valid htpasswd file
     */
    public static HtpasswdAuthenticator parse(String file, byte[] content, HtpasswdLimits limits)
            throws InvalidFileException {
        Htpasswd users = HtpasswdParser.parse(file, content, limits);
        return new HtpasswdAuthenticator(() -> users, StoredHash::matches);
    }

    @Override
    public Optional<Authentication> authenticate(Credentials credentials) {
        Htpasswd users = this.users.get();
        // The decoy is looked up for known users too: they take the same path.
        StoredHash decoy = users.decoy(credentials.user());
        StoredHash stored = users.find(credentials.user());
        StoredHash verified = stored == null ? decoy : stored;
        if (verified == null) {
            return Optional.empty(); // nobody can log in, so there is no user to tell from another
        }
        // Asked of every password: asked of those alone that match, it would tell that they do.
        boolean allowed = Passwords.isAllowed(credentials.password());
        boolean matches = verifier.test(verified, Passwords.bounded(credentials.password()));
        if (!matches || !allowed || stored == null) {
            return Optional.empty();
        }
        return Optional.of(new Authentication(new Identity(credentials.user()), stored.stamp()));
    }

    @Override
    public Optional<String> stamp(String user) {
        return Optional.ofNullable(users.get().find(user)).map(StoredHash::stamp);
    }
}
